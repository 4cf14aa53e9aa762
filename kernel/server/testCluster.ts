import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inDatabase, openDatabase } from './database.ts';
import { takeLock } from './lock.ts';
import { migrate } from './migrate.ts';
import { type Address, openPostgres } from './postgres.ts';
import { stopOrphan } from './postgresProcess.ts';
import { administer, clusterVariable, type TestCluster } from './testDatabase.ts';

const prefix = 'minka-test-cluster-';
// A run that began just now has its directory before it has the lock.
const surelyBegun = 60_000;

/**
 * One PostgreSQL for a whole test run (vitest's globalSetup; MINKA_TEST_DATABASE_URL gives another server), with a
 * migrated template; each test makes its databases from it. Returns how to take it all down.
 */
export async function setup(): Promise<() => Promise<void>> {
  // A run has several vitest projects, and one cluster.
  if (process.env[clusterVariable]) return () => Promise.resolve();
  await clearDeadRuns();
  const directory = mkdtempSync(join(tmpdir(), prefix));
  // Made closed; root's unprivileged server must get in.
  chmodSync(directory, 0o711);
  const databaseUrl = process.env['MINKA_TEST_DATABASE_URL'];
  const postgres = await openPostgres({ dataDir: directory, databaseUrl, unsafe: true });
  const template = `minka_template_${randomBytes(4).toString('hex')}`;
  await administer(postgres.address, `create database ${template}`);
  const pool = openDatabase(inDatabase(postgres.address, template), 1);
  await migrate(pool);
  await pool.end();
  process.env[clusterVariable] = JSON.stringify({ address: postgres.address, template } satisfies TestCluster);
  return async () => {
    delete process.env[clusterVariable];
    if (databaseUrl) await dropAll(postgres.address, template);
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}

/** The template and what was filled from it, on a server that is not ours. */
async function dropAll(address: Address, template: string): Promise<void> {
  const admin = openDatabase(address, 1);
  const made = await admin.query('select datname from pg_database where starts_with(datname, $1)', [template]);
  await admin.end();
  await administer(address, ...made.rows.map(({ datname }) => `drop database if exists ${datname} with (force)`));
}

/** A run that was killed leaves its server; nobody would ever start on its directory again. */
async function clearDeadRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const directory = join(realpathSync(tmpdir()), name);
    const lock = await takeLock(directory);
    if (!lock) continue;
    if (existsSync(directory) && Date.now() - statSync(directory).ctimeMs > surelyBegun) {
      await stopOrphan(join(directory, 'postgres'));
      rmSync(directory, { recursive: true, force: true });
    }
    await lock.release();
  }
}
