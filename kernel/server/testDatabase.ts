import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
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
  const given = process.env[clusterVariable];
  if (!given) throw new Error('no test cluster: run through vitest (kernel/server/testCluster.ts)');
  const { address: cluster, template } = JSON.parse(given) as TestCluster;
  const name = `minka_${randomBytes(6).toString('hex')}`;
  await administer(cluster, `create database ${name} template ${empty ? 'template0' : template}`);
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
