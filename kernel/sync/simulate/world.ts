import { isLasting, type Store, type Write } from '#kernel/phone/keeping.ts';
import { Phone, type Sent } from '#kernel/phone/phone.ts';
import type { BodyOf, Fact, FactKind } from '#kernel/pure/fact.ts';
import { type Seeded, seeded } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { answerSync, type SyncHouse } from '../answering.ts';
import type { Desk } from '../desk.ts';
import type { DocumentKind } from '../document.ts';
import { isAnswer, type SyncAnswer, type SyncRequest } from '../protocol.ts';
import { type Backing, type Place, programmePen } from './backing.ts';
import { Disk } from './disk.ts';
import { fieldDocuments } from './fieldProgramme.ts';

/** What may happen to one round trip on its way. */
export const weathers = ['clear', 'request-lost', 'answer-lost', 'twice', 'together', 'portal', 'cut-short'] as const;
export type Weather = (typeof weathers)[number];

/** Ways to break what ships, for tests of the test: each takes one decision away at the border where it is made. */
export interface Tampering {
  readonly desk?: (desk: Desk) => Desk;
  readonly documents?: readonly DocumentKind[];
  readonly serve?: (next: () => Promise<string>, desk: Desk, request: SyncRequest, staff: string) => Promise<string>;
  readonly request?: (request: SyncRequest) => SyncRequest;
  readonly answer?: (answer: SyncAnswer, request: SyncRequest) => SyncAnswer;
  readonly store?: (store: Store) => Store;
  readonly lasting?: (write: Write) => boolean;
  /** The operator's restore does not raise the epoch. */
  readonly hides?: boolean;
}

export interface Handset {
  readonly staff: string;
  disk: Disk;
  phone: Phone;
  weather: Weather;
  /** Its clock minus the true time. */
  skewMs: number;
}

/** The server lost its power at a call to its store. */
class PowerCut extends Error {}

/** Phones, a network and a server of one history; everything that is chance comes from its seed. */
export class World {
  readonly place: Place;
  readonly backing: Backing;
  readonly chance: Seeded;
  readonly handsets: Handset[] = [];
  readonly poisoned = new Set<string>();
  /** The server's power goes at the nth call of its store from now. */
  cut: { nth: number; after: boolean } | null = null;
  private readonly tampering: Tampering;
  private readonly house: SyncHouse;
  private readonly pen: Pen;
  private readonly time: { ms: number };

  constructor(place: Place, backing: Backing, chance: Seeded, time: { ms: number }, tampering: Tampering = {}) {
    this.place = place;
    this.backing = backing;
    this.chance = chance;
    this.time = time;
    this.tampering = tampering;
    this.pen = programmePen(place.programme, seeded(chance.int(2 ** 31)));
    const desk = this.mortal(tampering.desk?.(backing.desk) ?? backing.desk);
    const random = seeded(chance.int(2 ** 31)).bytes;
    this.house = { desk, documents: tampering.documents ?? fieldDocuments, minApp: '0', now: this.now, random };
  }

  readonly now = (): number => {
    this.time.ms += 250;
    return this.time.ms;
  };

  passes(ms: number): void {
    this.time.ms += ms;
  }

  /** Something the programme itself records. */
  async tells<K extends FactKind>(kind: K, body: BodyOf<K>): Promise<void> {
    await this.backing.tell([makeFact(this.pen, kind, body)]);
  }

  get hidesRestores(): boolean {
    return this.tampering.hides ?? false;
  }

  emptyDisk(): Disk {
    return new Disk(this.tampering.lasting ?? isLasting);
  }

  /** Somebody's phone, with what its disk has. */
  handset(staff: string, disk: Disk = this.emptyDisk(), skewMs = 0): Handset {
    const made: Handset = { staff, disk, weather: 'clear', skewMs, phone: null as never };
    const { tampering, place } = this;
    made.phone = new Phone({
      store: tampering.store?.(disk) ?? disk,
      network: (request) => this.network(made, request),
      now: () => this.now() + made.skewMs,
      random: seeded(this.chance.int(2 ** 31)).bytes,
      lock: oneAtATime(),
      programme: place.programme,
      author: staff,
      app: 'simulated',
      storage: async () => {
        const room = disk.room < Number.POSITIVE_INFINITY;
        return { persisted: true, used: room ? await disk.size() : 0, quota: room ? disk.room : 1e9 };
      },
      digestEveryMs: 0,
      batch: 5,
    });
    return made;
  }

  private async network(handset: Handset, request: SyncRequest): Promise<Sent> {
    const { weather } = handset;
    handset.weather = 'clear';
    if (weather === 'request-lost') return { ok: false, why: 'offline' };
    if (weather === 'portal') return { ok: false, why: 'not-ours' };
    if ((request.facts as Fact[]).some((f) => this.poisoned.has(f.id)))
      return { ok: false, why: this.chance.chance(0.5) ? 'refused' : 'offline' };
    try {
      if (weather === 'twice') await this.roundTrip(handset.staff, request);
      if (weather === 'together')
        await Promise.allSettled([this.roundTrip(handset.staff, request), this.roundTrip(handset.staff, request)]);
      const answer = await this.roundTrip(handset.staff, request);
      if (weather === 'answer-lost') return { ok: false, why: 'offline' };
      return weather === 'cut-short' ? { ok: false, why: 'not-ours' } : { ok: true, answer };
    } catch (error) {
      if (error instanceof PowerCut) return { ok: false, why: 'offline' };
      throw error;
    }
  }

  /** As the wire has it: everything passes through JSON. */
  private async roundTrip(staff: string, request: SyncRequest): Promise<SyncAnswer> {
    const { tampering, house, place } = this;
    const wire = JSON.parse(JSON.stringify(tampering.request?.(request) ?? request)) as SyncRequest;
    const next = () => answerSync(house, { programme: place.programme, staff }, wire);
    const text = await (tampering.serve?.(next, house.desk, wire, staff) ?? next());
    const answer: unknown = JSON.parse(text);
    if (!isAnswer(answer)) throw new Error('no answer of ours');
    return tampering.answer?.(answer, wire) ?? answer;
  }

  /** The desk of a server that may lose its power before or after each of its calls. */
  private mortal(desk: Desk): Desk {
    const call = async <T>(work: () => Promise<T>): Promise<T> => {
      const { cut } = this;
      const falls = cut !== null && cut.nth-- <= 0;
      if (falls) this.cut = null;
      if (falls && !cut.after) throw new PowerCut();
      const value = await work();
      if (falls) throw new PowerCut();
      return value;
    };
    return {
      standing: (who) => call(() => desk.standing(who)),
      forgetStandings: () => desk.forgetStandings(),
      read: (who, work) => call(() => desk.read(who, work)),
      write: (who, work) => call(() => desk.write(who, work)),
      record: (who, facts) => call(() => desk.record(who, facts)),
    };
  }
}

/** Among the tabs of one browser one writes at a time. */
function oneAtATime(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const run = (tails.get(name) ?? Promise.resolve()).then(work);
    tails.set(
      name,
      run.catch(() => undefined),
    );
    return run;
  };
}
