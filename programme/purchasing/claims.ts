import type { Rows } from '#kernel/ledger/rows.ts';
import { type Entry, entry } from '#kernel/pure/account.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import type { ClaimStanding } from '#programme/certification/rules.ts';
import { certificateTable, claimLines, claimsOf } from '#programme/certification/tables.ts';
import type { Bought } from './doubts.ts';
import { asDry, netGrams } from './rules.ts';

/** Where she stands under each certificate on the day of the receipt, for the plot that it names. */
function standings(f: Bought, rows: Rows): readonly ClaimStanding[] {
  const { person, plot, on } = f.body;
  return claimsOf(rows, { person, plot, on, corrects: f.corrects });
}

/** Beans bought as certified of somebody whom no certificate approves. A programme without certificates asks nothing. */
export function doubtsOfClaim(f: Bought, rows: Rows): Refusal[] {
  if (!f.body.certified || rows.where(certificateTable, 'programme', f.programme).length === 0) return [];
  const of = standings(f, rows);
  if (of.some((standing) => standing.approved)) return [];
  const reason = of.find((standing) => standing.reason !== 'other-harvest')?.reason ?? of[0]?.reason ?? 'not-listed';
  return [refuse(`certification.claim.${reason}`, {}, 'body.certified')];
}

/** What a certified receipt takes of her volume, under every certificate that approves her: grams as dry beans. */
export function claimEntries(f: Bought, rows: Rows): Entry[] {
  const { certified, centre, gross, tare, state, on } = f.body;
  if (!certified) return [];
  const grams = asDry(netGrams(gross, tare), state);
  const lines = standings(f, rows).flatMap((one) => (one.approved ? claimLines(one, centre, grams) : []));
  return lines.length > 0 ? [entry(on, 'purchasing.claim', lines)] : [];
}
