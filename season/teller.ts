import { createHash } from 'node:crypto';
import type { Ledger } from '#kernel/ledger/ledger.ts';
import { dayToMs } from '#kernel/pure/day.ts';
import type { BodyOf, Fact, FactKind, Receipt } from '#kernel/pure/fact.ts';
import { type Seeded, seeded, uuid7 } from '#kernel/pure/ids.ts';
import { type Extras, makeFact, type Pen } from '#kernel/pure/maker.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const batchSize = 500;
const peruMs = 5 * 3_600_000;

/** Somebody who records, with her device. */
export interface Voice {
  readonly staff: string;
  readonly pen: Pen;
  /** Facts not yet sent: a phone that was without signal for months. */
  kept: Fact[] | null;
}

/** Tells facts through the ledger's own door, in batches, while the next ones are written. */
export class Teller {
  readonly programme: string;
  readonly chance: Seeded;
  readonly outcomes = new Map<string, number>();
  readonly flags = new Map<string, number>();
  told = 0;
  private readonly ledger: Ledger;
  private buffer: { fact: Fact; receivedMs: number }[] = [];
  private readonly flying: Promise<void>[] = [];
  private clock = 0;

  constructor(ledger: Ledger, seed: number) {
    this.ledger = ledger;
    this.chance = seeded(seed);
    this.programme = uuid7(dayToMs('2020-01-15'), this.chance.bytes);
  }

  /** The same telling with chances of its own: what is drawn here moves nothing that others draw. */
  beside(seed: number): Teller {
    return Object.create(this, { chance: { value: seeded(seed) } }) as Teller;
  }

  voice(staff: string, since: string): Voice {
    const device = uuid7(dayToMs(since), this.chance.bytes);
    const pen: Pen = {
      programme: this.programme,
      author: staff,
      device,
      random: this.chance.bytes,
      now: () => this.clock,
      hash,
      offset: () => 0,
      seq: 0,
      prevHash: null,
    };
    return { staff, pen, kept: null };
  }

  /** Records one fact of a day at some hour; it reaches the server some hours later. Answers its id. */
  tell<K extends FactKind>(by: Voice, kind: K, on: string, body: BodyOf<K>, extras: Extras = {}): string {
    this.clock = dayToMs(on) + peruMs + 7 * 3_600_000 + this.chance.int(10 * 3_600_000);
    const fact = makeFact(by.pen, kind, body, extras);
    if (by.kept) by.kept.push(fact);
    else this.buffer.push({ fact, receivedMs: this.clock + this.chance.int(20 * 3_600_000) });
    return fact.id;
  }

  /** The phone finds signal: everything it kept arrives now, the newest first, as bad networks do. */
  send(by: Voice, on: string): number {
    const kept = by.kept ?? [];
    const at = dayToMs(on) + peruMs + 20 * 3_600_000;
    for (const [i, fact] of [...kept].reverse().entries()) this.buffer.push({ fact, receivedMs: at + i * 50 });
    by.kept = null;
    return kept.length;
  }

  /** Sends what is written when it is enough; keeps two batches under way. */
  async breathe(): Promise<void> {
    while (this.buffer.length >= batchSize) {
      this.fly(this.buffer.splice(0, batchSize));
      if (this.flying.length > 2) await this.flying.shift();
    }
  }

  async finish(): Promise<void> {
    if (this.buffer.length > 0) this.fly(this.buffer.splice(0));
    await Promise.all(this.flying.splice(0));
  }

  /** Waits for what is under way, however it ends: nobody closes the ledger under a batch that was sent. */
  async landed(): Promise<void> {
    await Promise.allSettled(this.flying.splice(0));
  }

  private fly(batch: { fact: Fact; receivedMs: number }[]): void {
    const received = new Map(batch.map(({ fact, receivedMs }) => [fact, receivedMs]));
    const sent = this.ledger.record(
      this.programme,
      batch.map(({ fact }) => fact),
      {
        staff: null,
        receivedMs: (fact) => received.get(fact) ?? 0,
        salt: (fact) => hash(`salt ${fact.id}`).slice(0, 32),
      },
    );
    const flight = sent.then((receipts) => this.count(receipts));
    // A batch that fails is told where it is awaited; until then it must not end the process.
    flight.catch(() => undefined);
    this.flying.push(flight);
  }

  private count(receipts: readonly Receipt[]): void {
    this.told += receipts.length;
    for (const { outcome, flags } of receipts) {
      this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
      if (outcome === 'held') continue;
      for (const { code } of flags)
        this.flags.set(`${outcome} ${code}`, (this.flags.get(`${outcome} ${code}`) ?? 0) + 1);
    }
  }
}

/** Told at once, or once what it needs was read. */
type Happening = () => unknown;

/** What happens on which day; chapters write into it, and it is told in order of days. */
export class Agenda {
  private readonly days = new Map<string, Happening[]>();

  at(day: string, what: Happening): void {
    const list = this.days.get(day);
    if (list) list.push(what);
    else this.days.set(day, [what]);
  }

  /** Takes the things of a day, also those that its own things add. */
  *of(day: string): Generator<Happening> {
    for (const what of this.days.get(day) ?? []) yield what;
    this.days.delete(day);
  }
}
