import type { Pool } from 'pg';

export interface Size {
  /** Bytes of one registration with its indexes and audit. */
  readonly total: number;
  readonly registrations: number;
  readonly tables: Readonly<Record<string, number>>;
}

/** What a registration takes in the database: its fact, its personal part, its read rows, its feed position, all indexes. */
export async function bytesPerRegistration(pool: Pool): Promise<Size> {
  await pool.query('vacuum full');
  const { rows: counted } = await pool.query(
    `select count(*) as n from ledger_fact where kind = 'people.producerRegistered'`,
  );
  const registrations = Number(counted[0]?.n);
  const { rows: kinds } = await pool.query(
    `select count(*) as n from ledger_fact where kind <> 'people.producerRegistered'`,
  );
  if (Number(kinds[0]?.n) > registrations) return { total: Number.NaN, registrations, tables: {} };
  const { rows } = await pool.query(
    `select relname as t, pg_total_relation_size(oid) as bytes from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
     and (relname like 'ledger_%' or relname like 'people_%' or relname like 'feed_%') and pg_total_relation_size(oid) > 100000 order by 2 desc`,
  );
  const tables = Object.fromEntries(rows.map((r) => [String(r.t), Math.round(Number(r.bytes) / registrations)]));
  return { total: Object.values(tables).reduce((sum, n) => sum + n, 0), registrations, tables };
}
