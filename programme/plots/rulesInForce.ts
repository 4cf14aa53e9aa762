import type { Rows } from '#kernel/ledger/rows.ts';
import { firstRuleSet, inForce, type LandRules, type RuleSet, rulesWith } from '#programme/plots/ruleSets.ts';
import { type BoundaryRow, type LimitsRow, limitsTable } from '#programme/plots/tables.ts';

const known = new WeakMap<object, RuleSet & { readonly number: number }>();

function setOf(row: Readonly<LimitsRow>): RuleSet & { readonly number: number } {
  const found = known.get(row);
  if (found) return found;
  const { id, from_day: from, source, limits, number } = row;
  const made = { id, from, source, rules: rulesWith(limits), number };
  known.set(row, made);
  return made;
}

/** The rules that judge what happens on a day, as far as they are known now. */
export function rulesOn(programme: string, day: string, rows: Rows): RuleSet {
  return inForce(rows.where(limitsTable, 'programme', programme).map(setOf), day);
}

/** The rules that a boundary was judged by. */
export function rulesOf(boundary: Pick<BoundaryRow, 'limits'>, rows: Rows): LandRules {
  return boundary.limits === null ? firstRuleSet.rules : setOf(rows.need(limitsTable, boundary.limits)).rules;
}
