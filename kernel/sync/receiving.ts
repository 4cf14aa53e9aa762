import type { PoolClient } from 'pg';
import type { Ledger } from '#kernel/ledger/ledger.ts';
import { canonical } from '#kernel/pure/canonical.ts';
import type { Fact, Receipt } from '#kernel/pure/fact.ts';
import { isUuid } from '#kernel/pure/ids.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { SignedIn } from '#kernel/server/sessions.ts';

/** What a push needs to know of each fact before it is recorded. */
export interface Sent {
  readonly id: string;
  readonly device: string;
  readonly seq: number;
}

/** The readable envelopes among what came; the others are for the ledger to keep as they are. */
export function sentOf(facts: readonly unknown[]): Sent[] {
  return facts.flatMap((raw) => {
    const { id, device, seq } = (raw ?? {}) as Partial<Sent>;
    const readable = isId(id) && isId(device) && Number.isInteger(seq) && Math.abs(seq as number) < 2 ** 31;
    return readable ? [{ id, device, seq: seq as number }] : [];
  });
}

const isId = (value: unknown): value is string => typeof value === 'string' && isUuid(value);

/** True when another fact stands under one of these numbers: two phones count with one id. */
export async function isCloned(
  client: PoolClient,
  programme: string,
  device: string,
  sent: readonly Sent[],
): Promise<boolean> {
  const own = sent.filter((s) => s.device === device);
  if (own.length === 0) return false;
  const { rows } = await client.query(
    `select 1 from unnest($3::int[], $4::uuid[]) s(seq, id) join ledger_fact f on f.programme = $1 and f.device = $2
       and f.seq = s.seq and f.id <> s.id limit 1`,
    [programme, device, own.map((s) => s.seq), own.map((s) => s.id)],
  );
  return rows.length > 0;
}

/**
 * Facts that are here under another number: two copies of a phone each sent what both had saved. Nothing is recorded
 * for them; they get the receipt of what is here. With another content they are not the same, and the ledger keeps both.
 */
export async function renumbered(client: PoolClient, who: SignedIn, facts: readonly unknown[]): Promise<Set<string>> {
  const sent = sentOf(facts);
  const { rows } = await client.query(
    `select f.id, f.kind, f.body, p.body as personal from unnest($3::uuid[], $4::uuid[], $5::int[]) s(id, device, seq)
     join ledger_fact f on f.programme = $1 and f.author = $2 and f.id = s.id and (f.device, f.seq) <> (s.device, s.seq)
     left join ledger_personal p on p.programme = f.programme and p.fact = f.id`,
    [who.programme, who.staff, sent.map((s) => s.id), sent.map((s) => s.device), sent.map((s) => s.seq)],
  );
  const here = new Map(rows.map((r) => [String(r.id), canonical([r.kind, { ...r.body, ...r.personal }])]));
  if (here.size === 0) return new Set();
  return new Set(
    (facts as readonly Partial<Fact>[]).flatMap((f) =>
      f.id !== undefined && here.get(f.id) === canonical([f.kind, f.body]) ? [f.id] : [],
    ),
  );
}

/** What became of the sender's own facts, as far as the log knows them: the same answer however often it is asked. */
export async function storedReceipts(client: PoolClient, who: SignedIn, ids: readonly string[]): Promise<Receipt[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query(
    `select f.id, coalesce(r.number, f.number) as number, coalesce(r.outcome, f.outcome) as outcome,
       case when r.fact is null then f.flags else r.flags end as flags, h.feed
     from ledger_fact f join ledger_head h on h.programme = f.programme
     left join ledger_release r on r.programme = f.programme and r.fact = f.id
     where f.programme = $1 and f.author = $2 and f.id = any ($3::uuid[])`,
    [who.programme, who.staff, ids],
  );
  return rows.map((row) => ({
    id: String(row.id),
    outcome: row.outcome as Receipt['outcome'],
    number: Number(row.number),
    flags: (row.flags as Refusal[] | null) ?? [],
    visibleAt: row.outcome === 'accepted' || row.outcome === 'flagged' ? Number(row.feed) : null,
  }));
}

/**
 * Records what a phone sent. One receipt per fact; a fact that was here before comes back as `duplicate` and is for the
 * caller to look up. `cloned` holds those whose number another phone took in the same moment.
 */
export async function record(
  ledger: Ledger,
  who: SignedIn,
  facts: readonly unknown[],
): Promise<{ receipts: Receipt[]; repeated: string[]; cloned: boolean }> {
  const given = await ledger.record(who.programme, facts, { staff: who.staff });
  const isClone = (r: Receipt) => r.outcome === 'quarantined' && r.flags.some((f) => f.code === 'device.cloned');
  const repeated = given.filter((r) => r.outcome === 'duplicate').map((r) => r.id);
  return {
    receipts: given.filter((r) => r.outcome !== 'duplicate' && !isClone(r)),
    repeated,
    cloned: given.some(isClone),
  };
}

/** How far the device's chain is here without a gap, after these facts got their receipts. */
export function haveThroughAfter(
  before: number,
  device: string,
  sent: readonly Sent[],
  receipts: readonly Receipt[],
): number {
  const answered = new Set(receipts.map((r) => r.id));
  const seqs = new Set(sent.filter((s) => s.device === device && answered.has(s.id)).map((s) => s.seq));
  let through = before;
  while (seqs.has(through + 1)) through += 1;
  return through;
}
