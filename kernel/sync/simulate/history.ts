import { NoRoom } from '#kernel/phone/keeping.ts';
import { type BodyOf, type Fact, type FactKind, Voided } from '#kernel/pure/fact.ts';
import type { Seeded } from '#kernel/pure/ids.ts';
import { Crash } from './disk.ts';
import { CocoaBought, PersonMoved, PersonRegistered, PlantsAsked, PlantsGiven, SeatGiven } from './fieldProgramme.ts';
import { type Handset, type Weather, type World, weathers } from './world.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const mostRestores = 3;
const mostCopies = 2;

/** What may happen, and how often. */
const happenings = {
  registers: 6,
  moves: 2,
  buys: 4,
  gives: 2,
  asks: 2,
  takesBack: 1,
  corrects: 1,
  syncs: 12,
  allSync: 1,
  willCrash: 2,
  losesPower: 1,
  serverWillLosePower: 2,
  rescoped: 2,
  copied: 0.7,
  backsUp: 1.2,
  restored: 1.2,
  clockJumps: 0.7,
  runsFull: 0.7,
  hasRoomAgain: 0.7,
  poisoned: 0.7,
  cured: 0.7,
  evicted: 0.3,
  monthPasses: 0.4,
} as const;
type Happening = keyof typeof happenings;
const total = Object.values(happenings).reduce((sum, weight) => sum + weight, 0);

/** One history of phones and a server: what happened in it, and what was saved in it and must be there in the end. */
export class History {
  readonly world: World;
  readonly chance: Seeded;
  /** Every fact that was ever on a phone's disk. */
  readonly saved = new Map<string, Fact>();
  /** On a disk that the browser wiped: nobody can bring these back. */
  readonly excused = new Set<string>();
  readonly told: string[] = [];
  /** A restore that nobody announced: digests then have something to heal. */
  hidden = false;
  private restores = 0;
  private copies = 0;

  constructor(world: World, phones: number) {
    this.world = world;
    this.chance = world.chance;
    for (const staff of world.place.staff.slice(0, phones)) world.handsets.push(world.handset(staff));
  }

  async step(): Promise<void> {
    this.world.passes(this.chance.int(30) * minuteMs);
    let at = this.chance.next() * total;
    const what = (Object.keys(happenings) as Happening[]).find((name) => (at -= happenings[name]) < 0) ?? 'syncs';
    const handset = this.chance.pick(this.world.handsets);
    this.told.push(what);
    await this.alive(handset, () => this[what](handset));
  }

  /** A phone that died is switched on again over what its disk has. */
  private async alive(handset: Handset, work: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof NoRoom) return;
      if (!(error instanceof Crash)) throw error;
      await this.noteSaved(handset);
      this.restart(handset);
    }
  }

  private restart(handset: Handset): void {
    const { handsets } = this.world;
    handsets[handsets.indexOf(handset)] = this.world.handset(handset.staff, handset.disk, handset.skewMs);
  }

  /** Saved is what is on the disk, whether or not the phone lived to say so. */
  private async noteSaved({ disk }: Handset): Promise<void> {
    for (const { id, fact } of await disk.facts()) if (!this.saved.has(id)) this.saved.set(id, fact);
  }

  private async saves<K extends FactKind>(
    { phone }: Handset,
    kind: K,
    body: BodyOf<K>,
    corrects?: string,
  ): Promise<void> {
    const fact = await phone.record(kind, body, corrects ? { corrects } : {});
    this.saved.set(fact.id, fact);
  }

  private some(kind: FactKind): string | undefined {
    const ids = [...this.saved.values()].flatMap((f) => (f.kind === kind.kind ? [f.id] : []));
    return ids.length > 0 ? this.chance.pick(ids) : undefined;
  }

  /** By her card: also somebody whose registration the server does not have yet. */
  private person(): string | undefined {
    return this.some(PersonRegistered);
  }

  private zone(): string {
    return this.chance.pick(this.world.place.zones);
  }

  registers(handset: Handset) {
    return this.saves(handset, PersonRegistered, { zone: this.zone(), name: `Persona ${this.saved.size}` });
  }

  moves(handset: Handset) {
    const person = this.person();
    return person ? this.saves(handset, PersonMoved, { person, zone: this.zone() }) : undefined;
  }

  private purchase(person: string) {
    const grams = 1000 + this.chance.int(1_000_000);
    return { person, grams, centimos: 3 * grams };
  }

  buys(handset: Handset) {
    const person = this.person();
    return person ? this.saves(handset, CocoaBought, this.purchase(person)) : undefined;
  }

  gives(handset: Handset) {
    const person = this.person();
    return person ? this.saves(handset, PlantsGiven, { person, plants: 1 + this.chance.int(15) }) : undefined;
  }

  asks(handset: Handset) {
    const person = this.person();
    return person ? this.saves(handset, PlantsAsked, { person, plants: 1 + this.chance.int(40) }) : undefined;
  }

  takesBack(handset: Handset) {
    const fact = this.some(CocoaBought);
    return fact ? this.saves(handset, Voided, { fact, reason: 'error', on: '2020-03-01' }) : undefined;
  }

  corrects(handset: Handset) {
    const [fact, person] = [this.some(CocoaBought), this.person()];
    return fact && person ? this.saves(handset, CocoaBought, this.purchase(person), fact) : undefined;
  }

  syncs(handset: Handset) {
    handset.weather = this.chance.chance(0.5) ? 'clear' : (this.chance.pick(weathers) as Weather);
    return handset.phone.sync();
  }

  async allSync() {
    await Promise.all(this.world.handsets.map((one) => this.alive(one, () => one.phone.sync())));
  }

  async willCrash({ disk }: Handset) {
    disk.dies = { nth: this.chance.int(3), after: this.chance.chance(0.5) };
  }

  async losesPower(handset: Handset) {
    await handset.disk.powerCut(this.chance.int(4));
    this.restart(handset);
  }

  async serverWillLosePower() {
    this.world.cut = { nth: this.chance.int(6), after: this.chance.chance(0.5) };
  }

  /** Other zones, another role, or no rights at all. */
  async rescoped({ staff }: Handset) {
    const which = this.chance.int(8);
    const zones = this.world.place.zones.filter((_, i) => which & (1 << i)).join(' ');
    const role = this.chance.chance(0.8) ? 'technician' : 'promoter';
    await this.world.tells(SeatGiven, { staff, role, ...(zones === '' ? {} : { zones }) });
  }

  /** A phone's disk put into a second one. */
  async copied({ staff, disk, skewMs }: Handset) {
    if (this.copies >= mostCopies) return;
    this.copies += 1;
    this.world.handsets.push(this.world.handset(staff, await disk.copy().started(), skewMs));
  }

  backsUp() {
    return this.world.backing.backup();
  }

  async restored() {
    if (this.restores >= mostRestores) return;
    this.restores += 1;
    const hidden = this.world.hidesRestores || this.chance.chance(0.4);
    if (await this.world.backing.restore(hidden, this.chance.int(1_000_000))) this.hidden ||= hidden;
  }

  async clockJumps(handset: Handset) {
    handset.skewMs = this.chance.pick([0, 2 * 365 * dayMs, -2 * 365 * dayMs, 11 * minuteMs]);
  }

  async runsFull({ disk }: Handset) {
    disk.room = (await disk.size()) + this.chance.int(2);
  }

  async hasRoomAgain({ disk }: Handset) {
    disk.room = Number.POSITIVE_INFINITY;
  }

  /** A fact that the server, or something on the way, cannot bear. */
  async poisoned({ disk }: Handset) {
    const waiting = (await disk.facts()).filter((k) => k.receipt === null);
    if (waiting.length > 0) this.world.poisoned.add(this.chance.pick(waiting).id);
  }

  async cured() {
    this.world.poisoned.clear();
  }

  async evicted(handset: Handset) {
    for (const { id } of await handset.disk.facts()) this.excused.add(id);
    handset.disk = this.world.emptyDisk();
    this.restart(handset);
  }

  async monthPasses() {
    this.world.passes(31 * dayMs);
  }

  /** Clear skies: network, room and power for everybody, and two contacts each. */
  async settles(): Promise<string[]> {
    const { world } = this;
    world.cut = null;
    world.poisoned.clear();
    const ends = new Set<string>();
    for (const { disk } of world.handsets) {
      disk.dies = null;
      disk.room = Number.POSITIVE_INFINITY;
    }
    for (let round = 0; round < 2; round += 1) {
      world.passes(7 * 3_600_000);
      for (const handset of world.handsets) {
        handset.weather = 'clear';
        ends.add(await handset.phone.sync());
      }
    }
    return [...ends];
  }
}
