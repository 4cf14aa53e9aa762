import type { PoolClient } from 'pg';
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
  const { rows: erased } = await client.query(
    'select fact from sync_erased where programme = $1 and fact = any ($2::uuid[])',
    [who.programme, sent.map((s) => s.id)],
  );
  const here = new Map(rows.map((r) => [String(r.id), contentOf(r.kind, { ...r.body, ...r.personal })]));
  return new Set([...erased.map((r) => String(r.fact)), ...sameAs(here, facts)]);
}

/** What makes two facts with one id the same, whatever their numbers are. */
export const contentOf = (kind: unknown, body: unknown): string => canonical([kind, body]);

/** Ids of those facts whose content is what is kept under their id. */
export function sameAs(here: ReadonlyMap<string, string>, facts: readonly unknown[]): string[] {
  if (here.size === 0) return [];
  return (facts as readonly (Partial<Fact> | null)[]).flatMap((f) =>
    f?.id !== undefined && here.get(f.id) === contentOf(f.kind, f.body) ? [f.id] : [],
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
     where f.programme = $1 and f.author = $2 and f.id = any ($3::uuid[])
     union all
     select q.id, null, 'quarantined', q.flags, 0 from ledger_quarantine q
     where q.programme = $1 and (q.author = $2 or q.author is null) and q.id = any ($3::uuid[])
       and q.code not in ('device.cloned', 'device.revoked', 'device.wiped') and not exists (select from ledger_fact f where f.programme = $1 and f.id = q.id)
     union all
     select fact, null, 'quarantined', '[{"code":"fact.erased","params":{}}]', 0 from sync_erased
     where programme = $1 and fact = any ($3::uuid[])`,
    [who.programme, who.staff, ids],
  );
  return rows.map((row) => ({
    id: String(row.id),
    outcome: row.outcome as Receipt['outcome'],
    number: row.number === null ? null : Number(row.number),
    flags: (row.flags as Refusal[] | null) ?? [],
    visibleAt: row.outcome === 'accepted' || row.outcome === 'flagged' ? Number(row.feed) : null,
  }));
}

/**
 * Receipts of what a phone sent, sorted: a fact that was here before comes back as `duplicate` and is for the caller to
 * look up; `cloned` when a number was taken by another phone in the same moment.
 */
export function sorted(given: readonly Receipt[]): { receipts: Receipt[]; repeated: string[]; cloned: boolean } {
  const isClone = (r: Receipt) => r.outcome === 'quarantined' && r.flags.some((f) => f.code === 'device.cloned');
  return {
    receipts: given.filter((r) => r.outcome !== 'duplicate' && !isClone(r)),
    repeated: given.filter((r) => r.outcome === 'duplicate').map((r) => r.id),
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

/** The hash of the log at a place, where a fact of its own stands or a held one took effect. */
export async function hashAt(client: PoolClient, programme: string, number: number): Promise<string | null> {
  const { rows } = await client.query(
    `select encode(hash, 'hex') as hash from ledger_fact where programme = $1 and number = $2
     union all select encode(hash, 'hex') from ledger_release where programme = $1 and number = $2`,
    [programme, number],
  );
  return rows[0] ? String(rows[0].hash) : null;
}
