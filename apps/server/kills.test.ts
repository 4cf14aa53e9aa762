import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fact, Receipt } from '#kernel/pure/fact.ts';
import { seeded, uuid7 } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { cookieName } from '#kernel/server/http.ts';
import { placesOf, port } from '#kernel/server/postgresPlaces.ts';
import { ProgrammeFounded, RoleGranted, StaffJoined, ZoneOpened } from '#programme/partners/facts.ts';
import { HouseholdRegistered } from '#programme/people/facts.ts';
import { openHouse } from './house.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const on = '2021-05-04';
const chance = seeded(25);
const programme = uuid7(Date.now(), chance.bytes);
const kills = 25;
let dataDir = '';
let token = '';
let zone = '';
let staff = '';
let server: ChildProcess | null = null;
let address = '';

const penOf = (author: string): Pen => ({
  programme,
  author,
  device: uuid7(Date.now(), chance.bytes),
  random: chance.bytes,
  now: Date.now,
  seq: 0,
  prevHash: null,
});

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'minka-kills-'));
  chmodSync(dataDir, 0o711);
  const house = await openHouse({ dataDir });
  const own = penOf(programme);
  const founding = { name: 'MOCCA', code: 'KILLS', country: 'PE', startedOn: on, endsOn: '2024-01-31' };
  const opened = makeFact(own, ZoneOpened, { name: 'Satipo', districts: ['120601'], on });
  const joined = makeFact(own, StaffJoined, { names: 'Inés', on });
  const granted = makeFact(own, RoleGranted, { staff: joined.id, role: 'technician', scopes: [opened.id], on });
  await house.ledger.found(programme, 'KILLS');
  const founded = makeFact(own, ProgrammeFounded, founding, { id: programme });
  await house.ledger.record(programme, [founded, opened, joined, granted], { staff: null });
  [zone, staff] = [opened.id, joined.id];
  token = await house.sessions.open({ programme, staff });
  await house.close();
});

afterAll(async () => {
  const gone = new Promise((done) => (server?.exitCode === null ? server.once('exit', done) : done(null)));
  server?.kill('SIGTERM');
  await gone;
  rmSync(dataDir, { recursive: true, force: true });
});

/** The server as people start it, on the same data; what a kill left behind is its own to mend. */
async function started(): Promise<void> {
  const args = ['apps/cli/main.ts', 'start', '--data', dataDir, '--port', '0', '--empty', '--no-build', '--json'];
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  let said = '';
  address = await new Promise<string>((found, fail) => {
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      const [first] = /http:\/\/[\w.]+:\d+/.exec(said) ?? [];
      if (first) found(first);
    });
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}`)));
  });
}

const postmaster = () => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Somebody who sends one fact after the other, and what was not answered once more. */
function sender(acknowledged: Set<string>) {
  const pen = penOf(staff);
  let pending: Fact | null = null;
  const send = async (): Promise<void> => {
    const fact: Fact = pending ?? makeFact(pen, HouseholdRegistered, { zone, members: 4, on });
    pending = fact;
    const headers = { 'content-type': 'application/json', 'x-minka': '1', cookie: `${cookieName}=${token}` };
    const body = JSON.stringify({ facts: [fact] });
    const response = await fetch(`${address}/api/facts`, { method: 'POST', headers, body }).catch(() => null);
    if (response?.status !== 200) return;
    const { receipts } = (await response.json().catch(() => ({ receipts: [] }))) as { receipts: Receipt[] };
    if (receipts[0]?.outcome === 'accepted' || receipts[0]?.outcome === 'duplicate') {
      acknowledged.add(fact.id);
      pending = null;
    }
  };
  return async (until: () => boolean): Promise<void> => {
    while (!until()) await send();
  };
}

/** Facts of these that the database has, asked beside the server; waits for a PostgreSQL that recovers. */
async function kept(ids: ReadonlySet<string>): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ host: placesOf(resolve(dataDir)).run, port, user: 'minka', database: 'postgres' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query('select count(*)::int as n from ledger_fact where id = any ($1)', [[...ids]]);
      return rows[0].n as number;
    } catch (error) {
      if (tries > 200) throw error;
      await new Promise((done) => setTimeout(done, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

test('kill -9 of the server and of PostgreSQL in turns, under load: every acknowledged fact is there', async () => {
  const acknowledged = new Set<string>();
  const senders = Array.from({ length: 4 }, () => sender(acknowledged));
  for (let round = 0; round < kills; round += 1) {
    if (server === null) await started();
    const enough = acknowledged.size + 8 + chance.int(24);
    let killed = false;
    const load = Promise.all(senders.map((sends) => sends(() => killed)));
    while (acknowledged.size < enough) await new Promise((done) => setTimeout(done, 5));
    if (round % 4 === 0) {
      const child = server as ChildProcess | null;
      const gone = new Promise((done) => child?.once('exit', done));
      child?.kill('SIGKILL');
      await gone;
      server = null;
    } else process.kill(postmaster(), 'SIGKILL');
    killed = true;
    await load;
    if (server === null) await started();
    expect(await kept(acknowledged)).toBe(acknowledged.size);
  }
  expect(acknowledged.size).toBeGreaterThan(kills * 8);
  const child = server as ChildProcess | null;
  const gone = new Promise((done) => child?.once('exit', done));
  child?.kill('SIGTERM');
  await gone;
  const house = await openHouse({ dataDir });
  expect(await house.ledger.verify(programme)).toMatchObject({ ok: true, broken: null });
  const { rows } = await house.ledger.pool.query('select count(*)::int as n from people_household');
  expect(rows[0].n).toBeGreaterThanOrEqual(acknowledged.size);
  expect((await house.ledger.rebuild(programme)).identical).toBe(true);
  await house.close();
}, 300_000);
