import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { openDatabase } from './database.ts';
import type { Address } from './postgres.ts';

/** A database of one's own, migrated and empty. */
export interface TestDatabase {
  readonly pool: Pool;
  readonly address: Address;
  close(): Promise<void>;
}

/** Makes a database from the run's template; `close` drops it. */
export async function testDatabase(): Promise<TestDatabase> {
  const given = process.env['MINKA_TEST_ADDRESS'];
  if (!given) throw new Error('no test cluster: run through vitest (kernel/server/testCluster.ts)');
  const cluster = JSON.parse(given) as Address;
  const name = `minka_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase(cluster, 1);
  await admin.query('select pg_advisory_lock(7240)');
  await admin.query(`create database ${name} template minka_template`);
  await admin.end();
  const address = { ...cluster, database: name };
  const pool = openDatabase(address, 6);
  return {
    pool,
    address,
    close: async () => {
      await pool.end();
      const last = openDatabase(cluster, 1);
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
    },
  };
}
