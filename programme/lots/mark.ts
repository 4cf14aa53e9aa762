import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { base32 } from '#kernel/pure/signedCode.ts';
import type { Reader } from '#kernel/server/question.ts';

/**
 * The mark that makes an address of ours impossible to guess: 40 bits of a keyed hash of the fact that made the thing, and
 * the key is that fact's chained hash, which nobody outside knows. So labels outlive restores and rebuilds, no key has to
 * be kept anywhere else, and codes of lots cannot be tried one after the other. `what` keeps marks of one kind from
 * opening another.
 */
export function markOf(hash: Uint8Array, what: 'lot' | 'origin', id: string): string {
  const keyed = createHash('sha256').update(hash).update(`minka.${what}`).update(id).digest();
  return base32(keyed.subarray(0, what === 'lot' ? 5 : 15));
}

/** The chained hash of each fact. */
export async function hashesOf(
  db: Reader,
  programme: string,
  ids: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const rows = await db.rows(sql<{ id: string; hash: Uint8Array }>`
    select id, hash from ledger_fact where programme = ${programme}::uuid and id = any(${[...ids]}::uuid[])`);
  return new Map(rows.map(({ id, hash }) => [id, hash]));
}

/** Lots and shipments that carry a code, those that were taken back too: their labels are still on sacks. */
const named = (programme: string, code: string): RawBuilder<{ id: string; hash: Uint8Array }> => sql<{
  id: string;
  hash: Uint8Array;
}>`
  select f.id, f.hash from ledger_fact f where f.programme = ${programme}::uuid and f.id in (
    select id from lots_lot where programme = ${programme}::uuid and code = ${code}
    union all select id from lots_shipment where programme = ${programme}::uuid and code = ${code})`;

/** The lot or shipment that a label's address names; null when its mark is not ours. */
export async function lotAtMark(db: Reader, programme: string, code: string, mark: string): Promise<string | null> {
  const found = await db.rows(named(programme, code));
  return found.find(({ id, hash }) => markOf(hash, 'lot', id) === mark.toUpperCase())?.id ?? null;
}
