import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Fact, Receipt } from '#kernel/pure/fact.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import { sha256 } from './chain.ts';
import type { Column, Columns } from './columnar.ts';
import { entering } from './entering.ts';
import { keptApart, readFact } from './incoming.ts';
import { quote } from './load.ts';
import { type Rebuilt, rebuild } from './rebuild.ts';
import type { Registry } from './registry.ts';
import { rehearsal } from './rehearsing.ts';
import { type Verified, verify } from './verify.ts';
import { Writer } from './writer.ts';

/** Who hands facts in, and when the server had them. */
export interface Sender {
  /** The signed-in member of staff; null only inside the process (set-up, season). */
  readonly staff: string | null;
  /** Only for telling a season: ms of arrival, else the clock. */
  readonly receivedMs?: number | ((fact: Fact) => number);
  /** Only for telling a season that must come out the same to the byte: the salt of a fact's personal part, 32 hex digits. */
  readonly salt?: (fact: Fact) => string;
  /** Facts that are authentic and wait for a person to look at: they are kept apart, with this reason. */
  readonly aside?: Refusal;
}

export interface Ledger {
  readonly pool: Pool;
  readonly registry: Registry;
  /** The one way to change anything. One receipt per fact, in order, when all of them are durable. */
  record(programme: string, facts: readonly unknown[], sender: Sender): Promise<Receipt[]>;
  /** What would become of facts, chunk after chunk, each judged on those before it. Nothing is written. */
  rehearse(programme: string, sender: Sender): (facts: readonly unknown[]) => Promise<Receipt[]>;
  /** Opens a programme's log. Does nothing when it is there. */
  found(programme: string, code: string): Promise<void>;
  programmes(): Promise<{ programme: string; code: string; number: number; hash: string; epoch: number }[]>;
  rebuild(programme: string, progress?: (done: number, of: number) => void): Promise<Rebuilt>;
  verify(programme: string): Promise<Verified>;
}

export interface LedgerOptions {
  readonly salt?: () => string;
  readonly now?: () => number;
  readonly broken?: (kind: string, id: string, error: unknown) => void;
  /** Told while tables of an older version are built again at start. */
  readonly rebuilding?: (programme: string, done: number, of: number) => void;
}

/** Opens the ledger on a migrated database: makes missing read tables, and rebuilds those of an older version. */
export async function openLedger(pool: Pool, registry: Registry, options: LedgerOptions = {}): Promise<Ledger> {
  const stale = await makeTables(pool, registry);
  let columns: Promise<Columns> | null = null;
  const writers = new Map<string, Writer>();
  const now = options.now ?? Date.now;
  const broken = options.broken ?? ((kind, id, error) => console.error(`rule broke on ${kind} ${id}:`, error));
  const columnsOnce = () => {
    columns ??= readColumns(pool, registry);
    return columns;
  };
  const writerOf = (programme: string) => {
    const found =
      writers.get(programme) ?? new Writer(pool, registry, programme, { salt, broken, columns: columnsOnce });
    writers.set(programme, found);
    return found;
  };
  const salt = options.salt ?? randomSalt;
  const givenOf = (programme: string, facts: readonly unknown[], sender: Sender) => {
    const at = sender.receivedMs;
    return facts.map((raw) => {
      const receivedMs = typeof at === 'function' ? at(raw as Fact) : (at ?? now());
      if (sender.aside) return keptApart(raw, sender.aside, receivedMs);
      return readFact(registry, programme, raw, sender.staff, receivedMs, sender.salt);
    });
  };
  const ledger: Ledger = {
    pool,
    registry,
    record: (programme, facts, sender) => {
      const arrived = { ...sender, receivedMs: sender.receivedMs ?? now() };
      const coming = { size: facts.length, read: () => givenOf(programme, facts, arrived) };
      return coming.size === 0 ? Promise.resolve([]) : writerOf(programme).write(coming);
    },
    rehearse: (programme, sender) => {
      const judge = rehearsal(pool, registry, programme, { salt, broken });
      return (facts) => judge(givenOf(programme, facts, sender));
    },
    found: async (programme, code) => {
      await inProgramme(
        pool,
        programme,
        `insert into ledger_head (programme, code, hash) values (${quote(programme)}, ${quote(code)}, decode(repeat('00', 32), 'hex')) on conflict do nothing;
        ${versionsSql(registry, programme)}`,
      );
    },
    programmes: () => programmesIn(pool),
    rebuild: async (programme, progress) => {
      const rebuilt = await rebuild(pool, registry, await columnsOnce(), programme, progress);
      writerOf(programme).forget();
      // Tables are full now that were empty when they were last looked at (measured after a restore: verifying 116 s, then 1 s).
      await pool.query('analyze');
      return rebuilt;
    },
    verify: (programme) => verify(pool, programme),
  };
  if (stale) {
    for (const { programme } of await ledger.programmes()) {
      await ledger.rebuild(programme, (done, of) => options.rebuilding?.(programme, done, of));
      await inProgramme(pool, programme, versionsSql(registry, programme));
    }
  }
  return ledger;
}

let chance = '';

/** 16 bytes in hex; drawn by the hundred, because a draw costs more than what is drawn. */
function randomSalt(): string {
  if (chance === '') chance = randomBytes(1_600).toString('hex');
  const salt = chance.slice(0, 32);
  chance = chance.slice(32);
  return salt;
}

function versionOf(capability: Registry['capabilities'][number]): string {
  return sha256(`${capability.version}\n${capability.tablesSql}`).slice(0, 16);
}

function versionsSql(registry: Registry, programme: string): string {
  const values = registry.capabilities.map((c) => `(${quote(programme)}, ${quote(c.name)}, ${quote(versionOf(c))})`);
  return `insert into ledger_capability values ${values.join(',')} on conflict (programme, capability) do update set version = excluded.version`;
}

async function inProgramme(pool: Pool, programme: string, sql: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`${entering(programme).join(';\n')};\n${sql};\ncommit`);
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Ids of all programmes. Runs as the owner, without a programme: the one place that looks across. */
async function programmesIn(
  pool: Pool,
): Promise<{ programme: string; code: string; number: number; hash: string; epoch: number }[]> {
  const { rows } = await pool.query(
    `select programme, code, number, encode(hash, 'hex') as hash, epoch from ledger_head order by code`,
  );
  return rows.map((r) => ({ ...r, number: Number(r.number), epoch: Number(r.epoch) }));
}

/** Makes the read tables; those of another version are dropped and made anew. True when the log must be told again. */
async function makeTables(pool: Pool, registry: Registry): Promise<boolean> {
  const { rows } = await pool.query('select programme, capability, version from ledger_capability');
  const { rows: there } = await pool.query(`select tablename from pg_tables where schemaname = current_schema()`);
  const existing = new Set(there.map((r) => String(r.tablename)));
  let stale = false;
  for (const capability of registry.capabilities) {
    const built = rows.filter((r) => r.capability === capability.name);
    const current =
      capability.tables.every((t) => existing.has(t.name)) && built.every((r) => r.version === versionOf(capability));
    if (
      current &&
      (built.length > 0 || rows.length === 0) &&
      capability.tables.length > 0 &&
      existing.has((capability.tables[0] as { name: string }).name)
    )
      continue;
    const old = [...existing].filter((t) => t.startsWith(`${capability.name}_`));
    const fences = [...capability.tablesSql.matchAll(/create table (\w+)/g)].map(([, t]) => fence(t as string));
    await pool.query(
      `begin;${old.map((t) => `drop table ${t} cascade;`).join('')}\n${capability.tablesSql};\n${fences.join('\n')}commit`,
    );
    stale ||= rows.length > 0;
  }
  return stale;
}

/** The second fence: a row is seen and written only in its own programme. */
function fence(t: string): string {
  return `alter table ${t} enable row level security; alter table ${t} force row level security;
    create policy programme on ${t} using (programme = any ((select nullif(current_setting('minka.programmes', true), '')::uuid[])::uuid[]));
    grant select, insert, update on ${t} to minka_app;`;
}

async function readColumns(pool: Pool, registry: Registry): Promise<Columns> {
  const { rows } = await pool.query(
    `select c.relname as t, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and c.relname = any ($1) group by 1`,
    [registry.tables.map((t) => t.name)],
  );
  return new Map(rows.map((r) => [String(r.t), r.columns as Column[]]));
}
