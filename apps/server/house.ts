import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import { type Ledger, type LedgerOptions, openLedger } from '#kernel/ledger/ledger.ts';
import { Voided } from '#kernel/pure/fact.ts';
import { Actors } from '#kernel/server/actors.ts';
import { questionsByName } from '#kernel/server/asking.ts';
import { openDatabase } from '#kernel/server/database.ts';
import { type Files, openFiles } from '#kernel/server/files.ts';
import { discreetly, type House } from '#kernel/server/http.ts';
import { ledgerQuestions } from '#kernel/server/ledgerQuestions.ts';
import { migrate } from '#kernel/server/migrate.ts';
import { openPostgres, type Postgres } from '#kernel/server/postgres.ts';
import { type Revocation, Revocations } from '#kernel/server/revocations.ts';
import { Sessions } from '#kernel/server/sessions.ts';
import { programmeRegistry } from '#programme/capabilities.ts';
import { allQuestions, allWords } from '#programme/voices.ts';

export interface HouseOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** The command line beside a running server uses that server's database. */
  readonly share?: boolean;
  readonly secure?: boolean;
  readonly proxied?: boolean;
  readonly ledger?: LedgerOptions;
}

/** Everything opened: database, ledger, questions, words. `close` stops what was started. */
export interface OpenHouse extends House {
  readonly postgres: Postgres;
  readonly dataDir: string;
  close(): Promise<void>;
}

const version = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/** Opens the house on its data directory (or a given database): migrates the log, makes read tables, wires the doors. */
export async function openHouse(options: HouseOptions): Promise<OpenHouse> {
  const postgres = await openPostgres({
    dataDir: options.dataDir,
    databaseUrl: options.databaseUrl,
    share: options.share ?? false,
  });
  const pool = openDatabase(postgres.address);
  try {
    await migrate(pool);
    const ledger = await openLedger(pool, programmeRegistry(), { broken, ...options.ledger });
    const actors = new Actors(ledger);
    const sessions = new Sessions(pool);
    const revocations = new Revocations((programme) => revokedPhones(pool, programme));
    const files = openFiles(options.dataDir, pool);
    const house: House = {
      files,
      ledger: forgetful(rememberingErasures(ledger, options.dataDir, files), { actors, sessions, revocations }),
      questions: questionsByName([...ledgerQuestions(names), ...allQuestions]),
      words: allWords,
      actors,
      sessions,
      revocations,
      secure: options.secure ?? false,
      proxied: options.proxied ?? false,
      version,
    };
    return { ...house, postgres, dataDir: options.dataDir, close: () => closeAll(pool, postgres) };
  } catch (error) {
    await closeAll(pool, postgres);
    throw error;
  }
}

/** A rule of ours that broke: told without the error's sentence, which may quote the fact. */
const broken = (kind: string, id: string, error: unknown): void =>
  console.error(`rule broke on ${kind} ${id}: ${JSON.stringify(discreetly(error))}`);

/** Rights and sessions are remembered for a moment; facts that change them end that at once. */
function forgetful(ledger: Ledger, of: Pick<House, 'actors' | 'sessions' | 'revocations'>): Ledger {
  const changing = (kind: unknown) =>
    typeof kind === 'string' &&
    (/^partners\.|^people\.(passbook|duplicate)/.test(kind) ||
      kind === Voided.kind ||
      kind === ledger.registry.erasing.kind);
  return {
    ...ledger,
    record: async (programme, facts, sender) => {
      const receipts = await ledger.record(programme, facts, sender);
      const kinds = facts.map((f) => (f as { kind?: unknown } | null)?.kind);
      if (kinds.some(changing)) of.actors.forget();
      if (kinds.some(changing)) of.revocations.forget();
      if (kinds.includes(ledger.registry.erasing.kind)) of.sessions.forget();
      return receipts;
    },
  };
}

async function revokedPhones(pool: Pool, programme: string): Promise<Revocation[]> {
  const { rows } = await pool.query(
    'select id, wipe, revoked_ms from partners_phone where programme = $1 and not void',
    [programme],
  );
  return rows.map(({ id, wipe, revoked_ms }) => ({ device: id, wipe, sinceMs: Number(revoked_ms) }));
}

async function closeAll(pool: Pool, postgres: Postgres): Promise<void> {
  await pool.end();
  await postgres.stop();
}

/** Who is who, for the ledger's own questions. */
const names = {
  authors: sql<{ programme: string; id: string; name: string }>`
    select programme, id, names as name from partners_staff union all select programme, id, name from partners_programme
    union all select programme, id, concat_ws(' ', given_names, family_names) from people_person`,
  scopes: sql<{ programme: string; id: string; name: string }>`
    select programme, id, name from partners_zone union all select programme, id, name from nursery_nursery
    union all select programme, id, name from purchasing_centre`,
  phones: sql<{ programme: string; id: string; wipe: boolean; reason: string; on_day: string; revoked_by: string }>`
    select programme, id, wipe, reason, on_day::text as on_day, revoked_by from partners_phone where not void`,
};

/** File beside the database with the ids of erased people: an older backup put back erases them again. */
export const erasuresFile = (dataDir: string): string => join(dataDir, 'erasures.txt');

function rememberingErasures(ledger: Ledger, dataDir: string, files: Files): Ledger {
  return {
    ...ledger,
    record: async (programme, facts, sender) => {
      const receipts = await ledger.record(programme, facts, sender);
      const erasing = facts.some((f) => (f as { kind?: unknown } | null)?.kind === ledger.registry.erasing.kind);
      if (erasing) {
        await files.forget();
        mkdirSync(dataDir, { recursive: true });
        const { rows } = await ledger.pool.query('select person from ledger_erasure where programme = $1', [programme]);
        const before = erasedPeople(dataDir);
        const fresh = rows.map((r) => String(r.person)).filter((p) => !before.includes(p));
        if (fresh.length > 0)
          await appendFile(erasuresFile(dataDir), fresh.map((p) => `${p}\n`).join(''), { mode: 0o600 });
      }
      return receipts;
    },
  };
}

export function erasedPeople(dataDir: string): string[] {
  const file = erasuresFile(dataDir);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}
