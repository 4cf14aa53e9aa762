import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { canonical } from '#kernel/pure/canonical.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { ProducerCorrected } from './facts.ts';
import { personFactTable } from './tables.ts';

type Corrected = BodyOf<typeof ProducerCorrected>;

/** What two people may say differently of one producer. */
const said = [
  ...['givenNames', 'familyNames', 'document', 'birthDate', 'birthYear', 'phone', 'sex', 'zone', 'district'],
  'community',
] as const as readonly (keyof Corrected)[];

/** A phone is without network for weeks, not for a season. */
const together = 60 * 86_400_000;

/**
 * Two phones corrected one producer, the later without having heard of the earlier: both stay, the server's order decides,
 * and the flag names the other record, so that somebody looks at both values. The values themselves are personal and stand
 * in the two records only.
 */
export function saidOtherwise(f: Landed<Corrected>, rows: Rows): Refusal[] {
  const mine = Date.parse(f.at) + (f.offset ?? 0);
  const others = rows
    .where(personFactTable, 'person', f.body.person)
    .filter((row) => row.kind === ProducerCorrected.kind && !row.void && row.id !== f.corrects)
    .map(({ id }) => rows.fact<Landed<Corrected>>(id))
    .filter((other) => other.device !== f.device && Date.parse(other.receivedAt) > mine)
    // Old papers that come in late say nothing about who knew what.
    .filter((other) => Math.abs(Date.parse(other.at) - Date.parse(f.at)) < together);
  return others.flatMap((other) => {
    const fields = said.filter((field) => {
      const [here, there] = [f.body[field], other.body[field]];
      return here !== undefined && there !== undefined && canonical(here) !== canonical(there);
    });
    return fields.length === 0 ? [] : [refuse('people.said-otherwise', { fields: fields.join(' '), other: other.id })];
  });
}
