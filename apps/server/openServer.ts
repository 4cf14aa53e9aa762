import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Ledger, LedgerOptions } from '#kernel/ledger/ledger.ts';
import type { Fact, Receipt } from '#kernel/pure/fact.ts';
import { type Seeded, seeded, uuid7 } from '#kernel/pure/ids.ts';
import type { Role } from '#kernel/pure/policy.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import { cookieName } from '#kernel/server/http.ts';
import { type TestDatabase, testDatabase } from '#kernel/server/testDatabase.ts';
import { type OpenHouse, openHouse } from './house.ts';
import { serve } from './serve.ts';

interface Seat {
  readonly address: string;
  readonly token: string | null;
  readonly staff: string;
  readonly programme: string;
  readonly newId: () => string;
  readonly now: () => number;
  readonly versionOf: (kind: string) => number;
}

/** What a request came back with: the text as sent, and the same as JSON when it is JSON. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly json: ReturnType<typeof JSON.parse>;
  readonly headers: Headers;
}

export type Client = ReturnType<typeof clientOf>;
export type Served = Awaited<ReturnType<typeof openServer>>;

/** Told to the log of the server; tests look into it. */
class Lines {
  text = '';
  write(line: string): void {
    this.text += line;
  }
}

/** A database that holds a programme already: a season that was told before. */
interface Told extends TestDatabase {
  readonly note: { readonly programme: string };
}

/**
 * The real server on a port of its own over a database of its own, and clients that speak HTTP with it. A programme is
 * `given`, or filled through the ledger's door by what answers its id; without it there is one with two zones.
 */
export async function openServer(
  given: Told | ((ledger: Ledger) => Promise<string>) = twoZones,
  options: Pick<LedgerOptions, 'broken'> = {},
) {
  const database = typeof given === 'function' ? await testDatabase() : given;
  const dataDir = mkdtempSync(join(tmpdir(), 'minka-server-'));
  const house: OpenHouse = await openHouse({ dataDir, databaseUrl: urlOf(database.address), ledger: options });
  const programme = typeof given === 'function' ? await given(house.ledger) : given.note.programme;
  const log = new Lines();
  const routes: { method: string; url: string }[] = [];
  const route = ({ method, url }: { method: string | string[]; url: string }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  };
  const { app, address } = await serve(house, {
    port: 0,
    host: '127.0.0.1',
    log: { level: 'info', stream: log },
    route,
  });
  const chance: Seeded = seeded(77);
  let ms = Date.UTC(2023, 0, 20);
  const newId = () => uuid7((ms += 1000), chance.bytes);

  const now = () => ms;
  const versionOf = (kind: string) => house.ledger.registry.kinds.get(kind)?.version ?? 1;
  const client = (token: string | null, staff = '', within = programme) =>
    clientOf({ address, token, staff, programme: within, newId, now, versionOf });

  /** Tells as the programme itself, inside the process. */
  const tells = async (kind: string, body: object, within = programme, extras: Partial<Fact> = {}): Promise<string> => {
    const teller = client(null, within, within);
    const made = teller.makes(kind, body, extras);
    const [receipt] = await house.ledger.record(within, [made], { staff: null, receivedMs: ms });
    if (receipt?.outcome !== 'accepted' && receipt?.outcome !== 'flagged')
      throw new Error(`${kind}: ${receipt?.outcome} ${JSON.stringify(receipt?.flags)}`);
    return made.id;
  };

  /** Somebody new with one role, signed in. */
  const joins = async (role: Role | null, scopes: readonly string[] = [], extra: object = {}, within = programme) => {
    const on = '2023-01-20';
    const staff = await tells(
      'partners.staffJoined',
      { names: `${role ?? 'nobody'} ${newId().slice(-4)}`, on, ...extra },
      within,
    );
    if (role) await tells('partners.roleGranted', { staff, role, scopes, on }, within);
    house.actors.forget();
    return client(await house.sessions.open({ programme: within, staff }), staff, within);
  };

  const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await database.pool.query(sql, values)).rows;
  const close = async (): Promise<void> => {
    await app.close();
    await house.close();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    house,
    app: app as FastifyInstance,
    address,
    programme,
    dataDir,
    log,
    routes,
    client,
    tells,
    joins,
    rows,
    newId,
    close,
  };
}

/** Somebody's browser or phone, speaking HTTP. */
function clientOf({ address, token, staff, programme, newId, now, versionOf }: Seat) {
  const device = newId();
  let seq = 0;
  const fetched = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const cookie: Record<string, string> = token ? { cookie: `${cookieName}=${token}` } : {};
    const headers = { 'x-minka': '1', ...cookie, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(`${address}${path}`, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, text, json: isJson ? JSON.parse(text) : null, headers: response.headers };
  };
  const post = (path: string, body: unknown): Promise<Answer> =>
    fetched(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  /** A fact as her phone would write it. */
  const makes = (kind: string, body: unknown, extras: Partial<Fact> = {}): Fact => {
    seq += 1;
    const version = versionOf(kind);
    const envelope = { id: newId(), kind, version, programme, author: staff, device, seq, prevHash: null };
    return { ...envelope, at: new Date(now()).toISOString(), offset: 0, deps: [], files: [], body, ...extras };
  };
  return {
    staff,
    cookie: `${cookieName}=${token}`,
    fetched,
    post,
    makes,
    ask: (question: string, query: Record<string, string> = {}) =>
      fetched(`/api/ask/${question}?${new URLSearchParams(query)}`),
    send: (...facts: unknown[]): Promise<Answer> => post('/api/facts', { facts }),
    /** Records one fact: its id, what became of it and why. */
    records: async (kind: string, body: unknown, extras: Partial<Fact> = {}) => {
      const made = makes(kind, body, extras);
      const { json, status } = await post('/api/facts', { facts: [made] });
      const [receipt] = (json?.receipts ?? []) as Receipt[];
      const why: Refusal[] = [...(receipt?.flags ?? []), ...(json?.refusals ?? [])];
      return { id: made.id, status, outcome: receipt?.outcome, codes: why.map((r) => r.code) };
    },
  };
}

/** A database of a test as a URL. */
export const urlOf = (of: {
  host?: string;
  port?: number;
  user?: string;
  database?: string;
  connectionString?: string;
}) =>
  of.connectionString ??
  `postgres://${of.user}@/${of.database}?host=${encodeURIComponent(of.host ?? '')}&port=${of.port}`;

/** The smallest programme with a border inside: two zones, no people. */
async function twoZones(ledger: Ledger): Promise<string> {
  const chance = seeded(20);
  let ms = Date.UTC(2020, 1, 3);
  const newId = () => uuid7((ms += 1000), chance.bytes);
  const [programme, device, on] = [newId(), newId(), '2020-02-01'];
  await ledger.found(programme, 'DOORS');
  const facts = [
    ['partners.programmeFounded', { name: 'MOCCA', code: 'DOORS', country: 'PE', startedOn: on, endsOn: '2023-01-31' }],
    ['partners.zoneOpened', { name: 'Satipo', districts: ['120601'], on }],
    ['partners.zoneOpened', { name: 'Pangoa', districts: ['120606'], on }],
  ].map(([kind, body], i) => {
    const id = i === 0 ? programme : newId();
    const envelope = { id, kind, version: 1, programme, author: programme, device, seq: i + 1, prevHash: null };
    return { ...envelope, at: new Date(ms).toISOString(), offset: 0, deps: [], files: [], body };
  });
  await ledger.record(programme, facts, { staff: null, receivedMs: ms });
  return programme;
}
