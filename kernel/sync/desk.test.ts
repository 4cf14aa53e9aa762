import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fact } from '#kernel/pure/fact.ts';
import { seeded, uuid7 } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { testDatabase } from '#kernel/server/testDatabase.ts';
import type { Desk } from './desk.ts';
import { digestOf, type SyncRequest } from './protocol.ts';
import { type Backing, memoryBacking } from './simulate/backing.ts';
import {
  CocoaBought,
  fieldDocuments,
  PersonMoved,
  PersonRegistered,
  PlantsAsked,
  SeatGiven,
} from './simulate/fieldProgramme.ts';
import { postgresBacking } from './simulate/postgresBacking.ts';
import { simulatedPlace } from './simulate/simulate.ts';
import { viewOf } from './view.ts';

// What answering phones relies on, asked of every store that stands behind it: the one that ships and the simulator's.

const place = simulatedPlace();
const [zone = '', other = ''] = place.zones;
const [staff = '', neighbour = ''] = place.staff;
const who = { programme: place.programme, staff };
const startMs = Date.UTC(2020, 2, 2);

let database: Awaited<ReturnType<typeof testDatabase>>;
let folder = '';
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'minka-desk-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

const stores: readonly [string, () => Promise<Backing>][] = [
  ['in memory', () => memoryBacking(place, () => startMs)],
  ['on PostgreSQL', () => postgresBacking(database.pool, place, folder)],
];

const phone = (seed: number, author = staff) => {
  const chance = seeded(seed);
  const device = uuid7(startMs, chance.bytes);
  const pen: Pen = {
    programme: place.programme,
    author,
    device,
    random: chance.bytes,
    now: () => startMs,
    seq: 0,
    prevHash: null,
  };
  return { device, pen };
};
const hello = (device: string, facts: readonly Fact[] = []): SyncRequest => ({
  ...{
    protocol: 1,
    device,
    app: 'a',
    last: facts.length,
    cursor: null,
    heal: [],
    digest: false,
    asking: [],
    waiting: facts.length,
  },
  ...{ storage: { persisted: true, used: 1, quota: 9, heals: 0 }, facts: [...facts], log: undefined },
});
const deviceOf = (desk: Desk, device: string) => desk.read(who, async (moment) => (await moment.device(device)).device);
const receiptsOf = (desk: Desk, by: typeof who, ids: readonly string[]) =>
  desk.read(by, (moment) => moment.receipts(ids));

describe.each(stores)('the store %s', (_name, open) => {
  let backing: Backing;
  let desk: Desk;
  beforeAll(async () => {
    backing = await open();
    desk = backing.desk;
  });
  afterAll(() => backing.close());

  test('meets a phone once, gives it a series that stays, and lets no contact take back what is here', async () => {
    const { device } = phone(1);
    expect(await deviceOf(desk, device)).toBeNull();
    await desk.write(who, (change) => change.enrol(hello(device), startMs, null));
    await desk.write({ ...who, staff: neighbour }, (change) => change.enrol(hello(device), startMs, null));
    expect(await deviceOf(desk, device)).toMatchObject({ staff, have_through: 0, durable_through: 0, series: null });
    const series = await desk.write(who, (change) => change.giveSeries(device));
    expect(series).toMatch(/^[A-Z0-9]+$/);
    expect(await desk.write(who, (change) => change.giveSeries(device))).toBe(series);
    for (const have of [4, 2])
      await desk.write(who, (change) => change.noteContact(hello(device), have, startMs + have));
    expect(await deviceOf(desk, device)).toMatchObject({ have_through: 4, seen_ms: startMs + 2, series });
  });

  test('gives every fact one receipt, the same whenever it is asked, and to nobody else', async () => {
    const { pen } = phone(2);
    const rosa = makeFact(pen, PersonRegistered, { zone, name: 'Rosa' });
    const large = makeFact(pen, CocoaBought, { person: rosa.id, grams: 950_000, centimos: 10 });
    const asked = makeFact(pen, PlantsAsked, { person: rosa.id, plants: 999 });
    const orphan = makeFact(pen, PersonMoved, { person: pen.device, zone });
    const list = [rosa, large, asked, orphan];
    const receipts = await desk.record(who, list);
    expect(receipts.map((r) => [r.id, r.outcome])).toEqual([
      [rosa.id, 'accepted'],
      [large.id, 'flagged'],
      [asked.id, 'rejected'],
      [orphan.id, 'held'],
    ]);
    expect((await desk.record(who, list)).map((r) => r.outcome)).toEqual(list.map(() => 'duplicate'));
    const ids = list.map((f) => f.id);
    const stored = await receiptsOf(desk, who, ids);
    const brief = (all: typeof receipts) =>
      all.map((r) => [r.id, r.outcome, r.number, r.flags.map((f) => f.code)]).sort();
    expect(brief(stored)).toEqual(brief(receipts));
    expect(stored.every((r) => (r.visibleAt === null) === ['held', 'rejected'].includes(r.outcome))).toBe(true);
    expect(await receiptsOf(desk, { ...who, staff: neighbour }, ids)).toEqual([]);
  });

  test('tells a copied phone by its numbers, and the same fact under another number by its content', async () => {
    const { device, pen } = phone(3);
    const first = makeFact(pen, PersonRegistered, { zone, name: 'Elmer' });
    await desk.record(who, [first]);
    const asks = <T>(work: Parameters<typeof desk.read<T>>[1]) => desk.read(who, work);
    const sent = (id: string) => [{ id, device, seq: 1 }];
    expect(await asks((m) => m.isCloned(device, sent(first.id)))).toBe(false);
    expect(await asks((m) => m.isCloned(device, sent(pen.device)))).toBe(true);
    const moved = { ...first, device: phone(4).device, seq: 7 };
    expect(await asks((m) => m.renumbered([first]))).toEqual(new Set());
    expect(await asks((m) => m.renumbered([moved]))).toEqual(new Set([first.id]));
    expect(await asks((m) => m.renumbered([{ ...moved, body: { zone, name: 'Otro' } }]))).toEqual(new Set());
  });

  test('pages through the feed of a view without a gap, and its digest is that of what it gave', async () => {
    const { pen } = phone(5);
    const names = ['Ana', 'Eva', 'Luz', 'Sol', 'Paz', 'Flor'];
    await desk.record(
      who,
      names.map((name) => makeFact(pen, PersonRegistered, { zone, name })),
    );
    const standing = await desk.standing(who);
    if (!standing) throw new Error('no rights');
    const view = viewOf(standing, fieldDocuments, []);
    expect([...view.keys()].sort()).toEqual([place.programme, zone].sort());
    const held = new Map<string, number>();
    let positions = Object.fromEntries([...view.keys()].map((scope) => [scope, { since: 0, kinds: 'k' }]));
    for (let more = true, pages = 0; more; pages += 1) {
      const page = await desk.read(who, async (moment) => {
        const { head } = await moment.device(pen.device);
        return moment.page({ view, positions, head: head.feed });
      });
      for (const { s, i, v } of JSON.parse(`[${page.text}]`)) if ([...view.keys()][s] === zone) held.set(i, v);
      ({ positions, more } = page as never);
      expect(pages).toBeLessThan(20);
    }
    expect(held.size).toBeGreaterThanOrEqual(names.length);
    const digests = await desk.read(who, (moment) => moment.digests(view));
    expect(digests[zone]).toEqual(digestOf([...held].map(([id, version]) => ({ id, version }))));
  });

  test('knows the hash of its log wherever it stood, and none beyond its end', async () => {
    const { device, pen } = phone(6);
    const [receipt] = await desk.record(who, [makeFact(pen, PersonRegistered, { zone, name: 'Nelly' })]);
    const { head } = await desk.read(who, (moment) => moment.device(device));
    expect(head.number).toBe(receipt?.number);
    expect(await desk.read(who, (moment) => moment.hashAt(head.number))).toBe(head.hash);
    expect(await desk.read(who, (moment) => moment.hashAt(head.number + 1))).toBeNull();
  });

  test('gives rights as they were recorded last, and none to somebody without a seat', async () => {
    expect(await desk.standing({ ...who, staff: phone(7).device })).toBeNull();
    const { pen } = phone(8, place.programme);
    await backing.tell([makeFact(pen, SeatGiven, { staff: neighbour, role: 'technician', zones: other })]);
    desk.forgetStandings();
    const scopes = await desk.read(who, (moment) => moment.scopes());
    expect(scopes).toEqual([...scopes].sort());
    const standing = await desk.standing({ ...who, staff: neighbour });
    expect(standing && [...viewOf(standing, fieldDocuments, scopes).keys()]).toContain(other);
  });
});
