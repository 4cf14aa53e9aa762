import { randomFillSync, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { sha256 } from '#kernel/ledger/chain.ts';
import type { Ledger } from '#kernel/ledger/ledger.ts';
import { parseBody } from '#kernel/pure/fact.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { impossible, type Refusal } from '#kernel/pure/refusal.ts';
import type { ImportFact, ImportRun, KnownFact } from './importing.ts';
import { readerOn, reading } from './reading.ts';

/** Ties an import to the ledger: what is known, what a body must look like, and the one way in. */
export function importDoor(
  ledger: Ledger,
  programme: string,
  staff: string,
): Pick<ImportRun, 'known' | 'parse' | 'record' | 'rehearse'> {
  const kindOf = (kind: string) => ledger.registry.kinds.get(kind) ?? impossible(`an import of ${kind}`);
  const random: Pen['random'] = (bytes) => randomFillSync(bytes);
  // Every import is a device of its own: its facts have their own gap-free order.
  const pen: Pen = {
    programme,
    author: staff,
    device: randomUUID(),
    random,
    now: Date.now,
    hash: sha256,
    seq: 0,
    prevHash: null,
  };
  const made = (facts: readonly ImportFact[]) =>
    facts.map(({ id, kind, body }) => makeFact(pen, kindOf(kind), body as never, { id }));
  let rehearsal: ReturnType<Ledger['rehearse']> | null = null;
  return {
    known: (ids) => knownFacts(ledger, programme, ids),
    parse: (fact) => {
      const kind = kindOf(fact.kind);
      const parsed = parseBody(kind, kind.version, fact.body);
      return parsed.ok ? { ok: true, value: parsed.value as ImportFact['body'] } : parsed;
    },
    record: (facts) => ledger.record(programme, made(facts), { staff }),
    rehearse: (facts) => {
      rehearsal ??= ledger.rehearse(programme, { staff });
      return rehearsal(made(facts));
    },
  };
}

interface Row {
  readonly id: string;
  readonly body: Record<string, unknown>;
  readonly personal: Record<string, unknown> | null;
  readonly erased: boolean;
  readonly refusals: Refusal[] | null;
}

async function knownFacts(ledger: Ledger, programme: string, ids: readonly string[]): Promise<Map<string, KnownFact>> {
  const rows = await reading(ledger.pool, programme, (client) =>
    readerOn(client).rows(sql<Row>`
      select f.id, f.body, p.body as personal, f.commitment is not null and p.fact is null as erased,
        case when f.outcome = 'rejected' then f.flags end as refusals
      from ledger_fact f left join ledger_personal p on p.programme = f.programme and p.fact = f.id
      where f.programme = ${programme} and f.id = any (${[...ids]}::uuid[])`),
  );
  return new Map(
    rows.map(({ id, body, personal, erased, refusals }) => [
      id,
      { body: erased ? null : { ...body, ...personal }, refusals: refusals ?? [] },
    ]),
  );
}
