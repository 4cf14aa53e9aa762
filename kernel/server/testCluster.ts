import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { openPostgres, type Postgres } from './postgres.ts';

/** One PostgreSQL for a whole test run, with a migrated template; each test file makes its databases from it. */
let postgres: Postgres | null = null;
let directory = '';

export async function setup(): Promise<void> {
  directory = mkdtempSync(join(tmpdir(), 'minka-test-'));
  postgres = await openPostgres({ dataDir: directory, databaseUrl: process.env['MINKA_TEST_DATABASE_URL'], unsafe: true });
  const admin = openDatabase(postgres.address, 1);
  await admin.query('drop database if exists minka_template');
  await admin.query('create database minka_template');
  await admin.end();
  const template = openDatabase({ ...postgres.address, database: 'minka_template' }, 1);
  await migrate(template);
  await template.end();
  process.env['MINKA_TEST_ADDRESS'] = JSON.stringify(postgres.address);
}

export async function teardown(): Promise<void> {
  await postgres?.stop();
  rmSync(directory, { recursive: true, force: true });
}
