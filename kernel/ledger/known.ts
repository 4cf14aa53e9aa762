import { isReadable } from './incoming.ts';
import { hintsOf } from './landing.ts';
import { type Reading, readingsFor, textArray } from './load.ts';
import type { Memory } from './memory.ts';
import type { Registry } from './registry.ts';
import type { Need } from './rows.ts';
import type { Head } from './store.ts';
import type { Given } from './writer.ts';

/** Where a programme's log, feed and book stand. */
export function headReading(programme: string, found: (head: Head) => void): Reading {
  return {
    text: `select number, encode(hash, 'hex') as hash, feed, entry, account, epoch, rebuilt, closed_through from ledger_head where programme = $1`,
    values: [programme],
    take: ([row]) => {
      if (!row) throw new Error('no such programme');
      found({
        number: Number(row['number']),
        hash: String(row['hash']),
        feed: Number(row['feed']),
        entry: Number(row['entry']),
        account: Number(row['account']),
        epoch: Number(row['epoch']),
        rebuilt: Number(row['rebuilt']),
        closed_through: (row['closed_through'] as string | null) ?? null,
      });
    },
  };
}

/**
 * What is known of the facts and of everything they refer to, and the rows that their rules will ask for. Guessing, a fact
 * that comes next from its device is taken for new without a look.
 */
export function readingsOf(
  given: readonly Given[],
  memory: Memory,
  registry: Registry,
  programme: string,
  guessing: boolean,
): Reading[] {
  const { known, rows } = memory;
  const ids = new Set<string>();
  const own = new Set(given.flatMap((one) => (isReadable(one) ? [one.fact.id] : [])));
  const needs: Need[] = [];
  for (const one of given) {
    if (!isReadable(one)) continue;
    const { fact, refs } = one;
    if (!known.get(fact.id) && !(guessing && memory.isNext(fact))) ids.add(fact.id);
    for (const { id } of refs) if (!known.get(id) && !own.has(id)) ids.add(id);
    for (const need of hintsOf(fact, registry)) needs.push(need);
  }
  return [
    ...(ids.size > 0 ? [knownReading(ids, known, programme)] : []),
    ...readingsFor(needs, rows, registry, programme),
  ];
}

function knownReading(ids: ReadonlySet<string>, known: Memory['known'], programme: string): Reading {
  return {
    text: `select f.id, f.kind, coalesce(m.scope, r.scope, f.scope) as scope, coalesce(r.outcome, f.outcome) as outcome from ledger_fact f
      left join ledger_release r on r.programme = f.programme and r.fact = f.id
      left join ledger_place m on m.programme = f.programme and m.id = f.id
      where f.programme = $1 and f.id = any ($2)`,
    values: [programme, textArray(ids)],
    take: (found) => {
      for (const row of found) {
        const effective = row['outcome'] === 'accepted' || row['outcome'] === 'flagged';
        known.set(String(row['id']), { kind: String(row['kind']), scope: row['scope'] as string | null, effective });
      }
    },
  };
}

/** Small states that a writer keeps whole: what waits for what, and who was erased. */
export function stateReadings({ waiting, erased }: Memory, programme: string): Reading[] {
  return [
    {
      // In the order of the log: what waited longest takes effect first, whoever remembers it.
      text: `select h.missing, h.fact from ledger_held h join ledger_fact f on f.programme = h.programme and f.id = h.fact
        where h.programme = $1 order by f.number`,
      values: [programme],
      take: (found) => {
        for (const row of found) {
          const list = waiting.get(String(row['missing'])) ?? new Set<string>();
          waiting.set(String(row['missing']), list.add(String(row['fact'])));
        }
      },
    },
    {
      text: 'select person from ledger_erasure where programme = $1',
      values: [programme],
      take: (found) => {
        for (const row of found) erased.add(String(row['person']));
      },
    },
  ];
}

/** `device|seq` pairs of these facts that another fact already has, in the log or before it among them. */
export function takenReading(given: readonly Given[], programme: string, taken: Map<string, string>): Reading {
  const facts = given.filter(isReadable).map(({ fact }) => fact);
  return {
    text: `select f.id, f.device, f.seq from unnest($2::uuid[], $3::integer[]) as w(device, seq)
      join ledger_fact f on f.programme = $1 and f.device = w.device and f.seq = w.seq`,
    values: [programme, textArray(facts.map((f) => f.device)), `{${facts.map((f) => f.seq).join(',')}}`],
    take: (found) => {
      for (const row of found) taken.set(`${row['device']}|${row['seq']}`, String(row['id']));
      for (const fact of facts) {
        const key = `${fact.device}|${fact.seq}`;
        if (!taken.has(key)) taken.set(key, fact.id);
      }
    },
  };
}
