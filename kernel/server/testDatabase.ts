import { randomBytes } from 'node:crypto';
import { escapeLiteral, type Pool } from 'pg';
import { inDatabase, openDatabase } from './database.ts';
import type { Address } from './postgres.ts';

/** A database of one's own, migrated and empty. */
export interface TestDatabase {
  readonly pool: Pool;
  readonly address: Address;
  close(): Promise<void>;
}

/** What the run's cluster tells its tests, by the environment. */
export interface TestCluster {
  readonly address: Address;
  readonly template: string;
}

export const clusterVariable = 'MINKA_TEST_CLUSTER';

/** Makes a database from the run's migrated template, or an empty one; `close` drops it. */
export async function testDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const cluster = clusterOfRun();
  return copyOf(cluster, empty ? 'template0' : cluster.template);
}

/** What filling a database answered, beside a copy of it. */
export interface FilledDatabase<Note> extends TestDatabase {
  readonly note: Note;
}

/**
 * A copy of a database that is filled once in the whole run, by whoever needs it first; the others wait for that. What
 * filling it answers goes along as JSON.
 */
export async function filledDatabase<Note>(
  name: string,
  fill: (pool: Pool) => Promise<Note>,
): Promise<FilledDatabase<Note>> {
  const cluster = clusterOfRun();
  const full = `${cluster.template}_${name}`;
  const pool = openDatabase(cluster.address, 1);
  // One connection for all of it: a pool closes what rests for ten seconds, and the lock would go with it.
  const admin = await pool.connect();
  try {
    await admin.query('select pg_advisory_lock(7241, hashtext($1))', [full]);
    const made = await admin.query('select from pg_database where datname = $1', [full]);
    if (made.rowCount === 0) await fills(cluster, full, fill);
    // Beside the database and not in it: nobody has to open the one that is copied.
    const told = await admin.query(
      `select shobj_description(oid, 'pg_database') as note from pg_database where datname = $1`,
      [full],
    );
    return { ...(await copyOf(cluster, full, 'strategy file_copy')), note: JSON.parse(told.rows[0].note) as Note };
  } finally {
    admin.release();
    await pool.end();
  }
}

/** It gets its name when it is whole: a test that fails while it fills leaves nothing to be taken for a season. */
async function fills(cluster: TestCluster, full: string, fill: (pool: Pool) => Promise<unknown>): Promise<void> {
  const part = `${full}_part`;
  await administer(
    cluster.address,
    `drop database if exists ${part} with (force)`,
    `create database ${part} template ${cluster.template}`,
  );
  const pool = openDatabase(inDatabase(cluster.address, part), 6);
  let note: unknown;
  try {
    note = await fill(pool);
    await pool.query('analyze');
  } finally {
    await pool.end();
  }
  await administer(
    cluster.address,
    `comment on database ${part} is ${escapeLiteral(JSON.stringify(note))}`,
    `alter database ${part} rename to ${full}`,
  );
}

function clusterOfRun(): TestCluster {
  const given = process.env[clusterVariable];
  if (!given) throw new Error('no test cluster: run through vitest (kernel/server/testCluster.ts)');
  return JSON.parse(given) as TestCluster;
}

async function copyOf({ address: cluster }: TestCluster, template: string, how = ''): Promise<TestDatabase> {
  const name = `minka_${randomBytes(6).toString('hex')}`;
  await administer(cluster, `create database ${name} template ${template} ${how}`);
  const address = inDatabase(cluster, name);
  const pool = openDatabase(address, 6);
  const close = async () => {
    await pool.end();
    await administer(cluster, `drop database if exists ${name} with (force)`);
  };
  return { pool, address, close };
}

/** Runs statements one by one on the cluster; a template is copied by one test at a time. */
export async function administer(cluster: Address, ...statements: string[]): Promise<void> {
  const admin = openDatabase(cluster, 1);
  try {
    await admin.query('select pg_advisory_lock(7240)');
    for (const statement of statements) await admin.query(statement);
  } finally {
    await admin.end();
  }
}
