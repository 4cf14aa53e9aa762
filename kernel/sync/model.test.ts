import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Store, Write } from '#kernel/phone/keeping.ts';
import { memoryStore } from '#kernel/phone/memoryStore.ts';
import { backup } from '#kernel/server/backup.ts';
import { openPhones, type Seat, type Weather } from '#programme/openPhones.ts';
import { ProducerCorrected } from '#programme/people/facts.ts';

type Field = Awaited<ReturnType<typeof openPhones>>;
const folder = mkdtempSync(join(tmpdir(), 'minka-model-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Everything that may happen in a history; numbers pick a phone, a zone, a person. */
const weather = fc.constantFrom<Weather>('clear', 'clear', 'clear', 'request-lost', 'answer-lost', 'twice', 'together');
const pick = fc.nat(5);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('saves' as const), seat: pick, zone: pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('moves' as const), seat: pick, zone: pick, person: fc.nat(30) }),
  },
  { weight: 7, arbitrary: fc.record({ does: fc.constant('syncs' as const), seat: pick, weather }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('crashes' as const), seat: pick, after: fc.boolean(), nth: pick }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('rescoped' as const), seat: pick, zones: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('copied' as const), seat: pick }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('backs up' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('restored' as const), bumped: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A store whose phone dies at one of its next writes: before it, or after it without having heard of it. */
class Mortal implements Store {
  private readonly kept = memoryStore();
  dies: { nth: number; after: boolean } | null = null;
  meta = () => this.kept.meta();
  facts = () => this.kept.facts();
  documents = (kind: string) => this.kept.documents(kind);
  versions = () => this.kept.versions();
  draft = (key: string) => this.kept.draft(key);
  saveDraft = (key: string, value: unknown) => this.kept.saveDraft(key, value);
  drafts = () => this.kept.drafts();
  spare = () => this.kept.spare();
  async apply(write: Write): Promise<void> {
    const death = this.dies !== null && this.dies.nth-- <= 0 ? this.dies : null;
    if (death) this.dies = null;
    if (death && !death.after) throw new Error('crash');
    await this.kept.apply(write);
    if (death) throw new Error('crash');
  }
}

class History {
  readonly field: Field;
  readonly zones: readonly string[];
  readonly seats: Seat[] = [];
  readonly saved = new Map<string, { staff: string }>();
  private copies = 0;
  private backedUp: string | null = null;
  restores = 0;
  hidden = false;

  constructor(field: Field, zones: readonly string[]) {
    this.field = field;
    this.zones = zones;
  }

  async does(one: Step): Promise<void> {
    const seat = 'seat' in one ? this.seats[one.seat % this.seats.length] : undefined;
    try {
      if (one.does === 'saves') await this.saves(seat!, this.zones[one.zone % 3]!);
      else if (one.does === 'moves') await this.moves(seat!, one.person, this.zones[one.zone % 3]!);
      else if (one.does === 'syncs') {
        seat!.weather = one.weather;
        await seat!.phone.sync();
      } else if (one.does === 'crashes') (seat!.store as Mortal).dies = { nth: one.nth % 3, after: one.after };
      else if (one.does === 'rescoped')
        await this.rescope(
          seat!.staff,
          this.zones.filter((_, i) => one.zones & (1 << i)),
        );
      else if (one.does === 'copied') await this.copy(seat!);
      else if (one.does === 'backs up') await this.backUp();
      else await this.restore(one.bumped);
    } catch (error) {
      if ((error as Error).message !== 'crash') throw error;
      this.restart(seat!);
    }
  }

  /** After a crash the phone is switched on again over what its disk has. */
  private restart(seat: Seat): void {
    this.seats[this.seats.indexOf(seat)] = this.field.seat(seat.staff, seat.store);
  }

  private async saves(seat: Seat, zone: string): Promise<void> {
    try {
      await this.field.registers(seat, `Persona ${this.saved.size}`, zone);
    } finally {
      // Saved is what is on the disk, whether or not the phone lived to say so.
      for (const { id } of await seat.store.facts()) this.saved.set(id, { staff: seat.staff });
    }
  }

  private async moves(seat: Seat, nth: number, zone: string): Promise<void> {
    const people = await seat.store.documents('people.person');
    const person = people[nth % Math.max(1, people.length)];
    if (person) await seat.phone.record(ProducerCorrected, { person: person.id, zone, on: this.field.on });
    for (const { id } of await seat.store.facts()) this.saved.set(id, { staff: seat.staff });
  }

  async rescope(staff: string, zones: readonly string[]): Promise<void> {
    const held = await this.field.rows('select id from partners_grant where staff = $1 and not revoked', [staff]);
    for (const { id } of held)
      await this.field.tell('partners.roleRevoked', { grant: id, reason: 'modelo', on: this.field.on });
    if (zones.length > 0)
      await this.field.tell('partners.roleGranted', { staff, role: 'technician', scopes: zones, on: this.field.on });
    this.field.actors.forget();
  }

  /** A phone's disk put into a second one. */
  private async copy(seat: Seat): Promise<void> {
    if (this.copies >= 2) return;
    this.copies += 1;
    const disk = new Mortal();
    const meta = await seat.phone.meta();
    const documents = await Promise.all(['people.person', 'partners.zone'].map((kind) => seat.store.documents(kind)));
    await disk.apply({ meta, facts: await seat.store.facts(), documents: documents.flat() });
    this.seats.push(this.field.seat(seat.staff, disk));
  }

  private async backUp(): Promise<void> {
    this.backedUp = join(folder, `${this.field.programme}.gz`);
    await backup(this.field.ledger.pool, this.backedUp);
  }

  private async restore(bumped: boolean): Promise<void> {
    if (this.backedUp === null || this.restores >= 2) return;
    this.restores += 1;
    // A restore by other means than ours hides itself.
    this.hidden ||= !bumped;
    await this.field.restores(this.backedUp, !bumped);
  }

  /** Clear skies: everybody has rights and network, and twice is enough. */
  async settles(): Promise<void> {
    for (const seat of this.seats) (seat.store as Mortal).dies = null;
    for (let round = 0; round < 3; round += 1)
      for (const seat of this.seats) {
        seat.weather = 'clear';
        expect(await seat.phone.sync()).toBe('done');
      }
  }

  async holds(): Promise<void> {
    const { field } = this;
    const ids = [...this.saved.keys()];
    const facts = await field.rows('select id::text as id from ledger_fact where id = any ($1::uuid[])', [ids]);
    const aside = await field.rows('select id::text as id from ledger_quarantine', []);
    const inLog = facts.map((r) => String(r['id']));
    expect(new Set(inLog).size, 'a fact is in the log once').toBe(inLog.length);
    const here = new Set([...inLog, ...aside.map((r) => String(r['id']))]);
    expect(
      ids.filter((id) => !here.has(id)),
      'facts that are nowhere',
    ).toEqual([]);
    const effects = await field.rows(
      `select count(*)::int as people, (select count(*)::int from ledger_fact f left join ledger_release r on r.programme = f.programme and r.fact = f.id
         where f.kind = 'people.producerRegistered' and coalesce(r.outcome, f.outcome) in ('accepted', 'flagged')) as facts from people_person`,
    );
    expect(effects[0]?.['people'], 'effects happen once').toBe(effects[0]?.['facts']);
    for (const seat of this.seats) await this.phoneHolds(seat);
  }

  private async phoneHolds(seat: Seat): Promise<void> {
    const { rows } = this.field;
    const kept = await seat.store.facts();
    expect(
      kept.filter((k) => k.receipt === null).map((k) => k.id),
      'facts without an outcome',
    ).toEqual([]);
    const grants = await rows(
      'select unnest(scopes)::text as zone from partners_grant where staff = $1 and not revoked',
      [seat.staff],
    );
    const zones = grants.map((g) => String(g['zone']));
    const there = await rows(
      'select id::text as id, zone::text as zone from people_person where not void and zone = any ($1::uuid[])',
      [zones],
    );
    const shown = (await seat.store.documents('people.person')).map((d) => ({
      id: d.id,
      zone: (d.body as { zone: string }).zone,
    }));
    const sorted = (list: { id?: unknown; zone?: unknown }[]) => list.map((p) => `${p.id} ${p.zone}`).sort();
    expect(sorted(shown), 'the phone holds what the server would give').toEqual(sorted(there));
    expect(kept.filter((k) => k.receipt?.flags.some((f) => f.code === 'fact.same-id-other-content'))).toEqual([]);
  }
}

async function tells(field: Field, steps: readonly Step[]): Promise<History> {
  const zone = async (name: string) =>
    (await field.tell('partners.zoneOpened', { name, districts: ['120601'], on: field.on })).id;
  const zones = [await zone('A'), await zone('B'), await zone('C')];
  const history = new History(field, zones);
  for (const [i, name] of ['Ana', 'Beto', 'Celia'].entries()) {
    const staff = await field.joins(`${name} ${zones[0]}`, 'technician', [zones[i]!]);
    history.seats.push(field.seat(staff, new Mortal()));
  }
  for (const one of steps) await history.does(one);
  await history.settles();
  return history;
}

test('whatever happens to phones, network and server, no fact is lost and every phone ends with what is its own', async () => {
  const field = await openPhones();
  let heals = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 50, size: 'max' }), async (steps) => {
        const history = await tells(field, steps);
        await history.holds();
        for (const seat of history.seats) if (!history.hidden) heals += (await seat.phone.meta()).heals;
        expect(heals, 'digests that had to heal what should not have differed').toBe(0);
      }),
      { numRuns: 25, seed: 20_200_203, endOnFailure: true },
    );
  } finally {
    await field.close();
  }
}, 240_000);
