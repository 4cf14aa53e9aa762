import type { Pool, PoolClient } from 'pg';
import type { Receipt } from '#kernel/pure/fact.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { Batch } from './batch.ts';
import type { Columns } from './columnar.ts';
import { inside, insideIfStands, lockingStatement } from './entering.ts';
import { type Incoming, isReadable, type Unreadable } from './incoming.ts';
import { headReading, readingsOf, stateReadings, takenReading } from './known.ts';
import { type Reading, readingsFor, readTogether } from './load.ts';
import { Memory } from './memory.ts';
import type { Registry } from './registry.ts';
import { giveBack } from './resting.ts';
import type { Need } from './rows.ts';
import type { Head } from './store.ts';
import { type Statement, together } from './together.ts';

export type Given = Incoming | Unreadable;

export interface WriterOptions {
  readonly salt: () => string;
  readonly broken: (kind: string, id: string, error: unknown) => void;
  /** Columns per read table, as the database has them. */
  readonly columns: () => Promise<Columns>;
}

/** Facts as they came; read when their turn comes, so that what waits takes little room. */
export interface Coming {
  readonly size: number;
  readonly read: () => readonly Given[];
}

interface Job {
  readonly size: number;
  readonly given: () => readonly Given[];
  readonly resolve: (receipts: Receipt[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Facts that become durable together: judged, and then written in one round trip. */
interface Group {
  readonly batch: Batch;
  readonly jobs: readonly Job[];
  readonly size: number;
  statements: readonly Statement[] | null;
}

/** A group on its way to the database. */
interface Flight {
  readonly group: Group;
  readonly landed: Promise<void>;
  state: 'under way' | 'durable' | 'refused';
}

/** Most facts in one transaction: large enough to be set-wise, small enough that nobody waits long behind it. */
const largestGroup = 500;
/** Fewer facts than this wait until the flight lands: looking for what they need costs a round trip, for one as for many. */
const worthAJudgement = 12;
/** Facts after which the writer rests, and how long after the last of them. */
const burst = 5_000;
const patience = 3_000;
const snapshot: Statement = { text: 'begin isolation level repeatable read read only' };
const begin: Statement = { text: 'begin' };
const commit: Statement = { text: 'commit' };

/**
 * The one writer of a programme. While one group is written the next one is judged, on what the writer remembers; it is
 * written only if the log still stands where the writer thinks, under the programme's lock. So posting is serial, and
 * throughput comes from groups: whatever arrives meanwhile goes into the next. A group that the database refuses is
 * taken apart by `carefully`.
 */
export class Writer {
  private readonly pool: Pool;
  private readonly registry: Registry;
  private readonly programme: string;
  private readonly options: WriterOptions;
  private readonly queue: Job[] = [];
  private draining = false;
  private arrived: () => void = () => undefined;
  private memory = new Memory();
  private head: Head | null = null;
  private columns: Columns | null = null;
  private stale = false;
  private sinceRest = 0;
  private resting: NodeJS.Timeout | undefined;

  constructor(pool: Pool, registry: Registry, programme: string, options: WriterOptions) {
    this.pool = pool;
    this.registry = registry;
    this.programme = programme;
    this.options = options;
  }

  /** Resolves when the facts are durable, with one receipt each, in order. */
  write({ size, read }: Coming): Promise<Receipt[]> {
    return new Promise((resolve, reject) => {
      this.sinceRest += size;
      let given: readonly Given[] | undefined;
      this.queue.push({ size, given: () => (given ??= read()), resolve, reject });
      this.arrived();
      if (!this.draining) void this.drain();
    });
  }

  /** What is remembered is of before: the read tables were told again. */
  forget(): void {
    this.stale = true;
  }

  private async drain(): Promise<void> {
    this.draining = true;
    // What comes in the same moment goes along.
    await new Promise(setImmediate);
    let flight: Flight | null = null;
    let group: Group | null = null;
    while (this.queue.length > 0 || group || flight) {
      if (flight && (this.stale || this.memory.isLarge())) await flight.landed;
      if (flight?.state === 'refused') {
        this.queue.unshift(...(group?.jobs ?? []));
        group = null;
        await this.recover(flight.group.jobs);
      }
      if (flight && flight.state !== 'under way') flight = null;
      const jobs = flight && this.waiting() < worthAJudgement ? [] : this.take(group);
      if (jobs.length > 0) group = await this.judged(jobs, group, flight);
      if (flight) await this.waitFor(flight, group);
      else if (group) {
        flight = this.send(group);
        group = null;
      }
    }
    this.draining = false;
    this.restSoon();
  }

  /** After a burst, when nobody comes for a while, what is remembered goes. */
  private restSoon(): void {
    if (this.sinceRest < burst) return;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (this.draining) return;
      this.sinceRest = 0;
      this.startAnew();
      giveBack();
    }, patience);
    this.resting.unref();
  }

  /** Facts that nobody looked at yet. */
  private waiting(): number {
    let facts = 0;
    for (const job of this.queue) {
      facts += job.size;
      if (facts >= worthAJudgement) break;
    }
    return facts;
  }

  /** Until the flight lands, or something comes that can be judged meanwhile. */
  private async waitFor(flight: Flight, group: Group | null): Promise<void> {
    if (this.waiting() < worthAJudgement) {
      const arrival = new Promise<void>((resolve) => {
        this.arrived = resolve;
      });
      await Promise.race([flight.landed, arrival]);
    } else if (group) {
      // Full: it can be made ready meanwhile.
      this.seal(group);
      await flight.landed;
    }
  }

  /** Jobs from the queue that have room in the group; a large one only alone. */
  private take(group: Group | null): Job[] {
    const jobs: Job[] = [];
    let size = group?.size ?? 0;
    for (let next = this.queue[0]; next && !group?.statements; next = this.queue[0]) {
      if (size > 0 && size + next.size > largestGroup) break;
      jobs.push(next);
      size += next.size;
      this.queue.shift();
    }
    return jobs;
  }

  /** Judges jobs into a group, on what is remembered. Null when that failed; then they are answered, or queued again. */
  private async judged(jobs: readonly Job[], before: Group | null, flight: Flight | null): Promise<Group | null> {
    const all = [...(before?.jobs ?? []), ...jobs];
    try {
      this.columns ??= await this.options.columns();
      if (before === null && flight === null) await this.settle();
      const batch = before?.batch ?? this.batch(this.head as Head);
      const given = jobs.flatMap((job) => job.given());
      await this.read(readingsOf(given, this.memory, this.registry, this.programme, true));
      await batch.take(given);
      return { batch, jobs: all, size: (before?.size ?? 0) + given.length, statements: null };
    } catch {
      // Whatever it was, it is met again on the careful way, which tells the fact at fault from the others.
      await flight?.landed;
      if (flight?.state === 'refused') this.queue.unshift(...all);
      else await this.recover(all);
      return null;
    }
  }

  /** Nothing is under way: forgets what is too much, and looks where the log stands when nothing is remembered. */
  private async settle(): Promise<void> {
    if (this.stale) this.startAnew();
    this.memory.settle();
    if (this.head !== null) return;
    const reading = headReading(this.programme, (head) => {
      this.head = head;
    });
    const states = stateReadings(this.memory, this.programme);
    await this.trip([snapshot, inside(this.programme), reading, ...states, commit]);
  }

  private batch(head: Head, taken: ReadonlyMap<string, string> = new Map(), load = this.loading): Batch {
    const { registry, programme, memory } = this;
    return new Batch(
      { registry, programme, memory, salt: this.options.salt, load, broken: this.options.broken },
      head,
      taken,
    );
  }

  private readonly loading = (needs: readonly Need[]) =>
    this.read(readingsFor(needs, this.memory.rows, this.registry, this.programme));

  /** Reads beside the writing. What is written meanwhile is remembered, and what is remembered goes before what is read. */
  private async read(readings: readonly Reading[]): Promise<void> {
    if (readings.length > 0) await this.trip([inside(this.programme), ...readings]);
  }

  /** Makes a judged group ready to be written; the next one is judged on it. */
  private seal(group: Group): readonly Statement[] {
    if (group.statements) return group.statements;
    const stands = insideIfStands(this.programme, this.head as Head);
    const added = group.batch.additions.statements(this.memory.rows, this.columns as Columns);
    group.statements = [stands, ...added];
    this.memory.rows.written();
    this.head = group.batch.additions.head;
    return group.statements;
  }

  private send(group: Group): Flight {
    const statements = this.seal(group);
    const flight: Flight = {
      group,
      state: 'under way',
      landed: this.trip(statements).then(
        () => {
          flight.state = 'durable';
          answer(group.jobs, receiptsOf(group.batch));
          this.measure(group.batch.additions.head.number, group.size);
        },
        () => {
          flight.state = 'refused';
        },
      ),
    };
    return flight;
  }

  /** One round trip on a connection of its own. */
  private async trip(statements: readonly Statement[]): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await together(client, statements);
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private async recover(jobs: readonly Job[]): Promise<void> {
    try {
      answer(jobs, await this.carefully(jobs.flatMap((job) => job.given())));
    } catch (error) {
      for (const job of jobs) job.reject(error);
    }
    this.startAnew();
  }

  /** One transaction under the lock; when the database refuses it, ever smaller ones, until the fact at fault stands alone. */
  private async carefully(
    given: readonly Given[],
    taken: ReadonlyMap<string, string> = new Map(),
    retries = 0,
  ): Promise<Receipt[]> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      return await this.attempt(client, given, taken);
    } catch (error) {
      broken = error as Error;
      const code = String((error as { code?: string }).code ?? '');
      if (!/^[0-9A-Z]{5}$/.test(code) || /^(08|57P)/.test(code)) {
        if (retries >= 5) throw error;
        await new Promise((r) => setTimeout(r, 100 * 2 ** retries));
        return this.carefully(given, taken, retries + 1);
      }
      await client.query('rollback');
      broken = undefined;
      const { constraint } = error as { constraint?: string };
      if (constraint === 'ledger_fact_programme_device_seq_key' && taken.size === 0) {
        return this.carefully(given, await this.takenBy(given), retries);
      }
      if (given.length > 1) {
        const half = given.length >> 1;
        return [
          ...(await this.carefully(given.slice(0, half), taken, retries)),
          ...(await this.carefully(given.slice(half), taken, retries)),
        ];
      }
      const one = given[0] as Given;
      if (!isReadable(one)) throw error;
      this.options.broken(one.kind.kind, one.fact.id, error);
      return this.carefully([
        { raw: one.fact, id: one.fact.id, refusals: [refuse('fact.unexpected')], receivedMs: one.receivedMs },
      ]);
    } finally {
      client.release(broken);
    }
  }

  private async attempt(
    client: PoolClient,
    given: readonly Given[],
    taken: ReadonlyMap<string, string>,
  ): Promise<Receipt[]> {
    const { programme, registry } = this;
    const columns = await this.options.columns();
    this.startAnew();
    let head: Head | null = null;
    const reading = headReading(programme, (found) => {
      head = found;
    });
    await together(client, [begin, inside(programme), lockingStatement(programme), reading]);
    await readTogether(client, [
      ...stateReadings(this.memory, programme),
      ...readingsOf(given, this.memory, registry, programme, false),
    ]);
    const load = (needs: readonly Need[]) =>
      readTogether(client, readingsFor(needs, this.memory.rows, registry, programme));
    const batch = this.batch(head as unknown as Head, taken, load);
    await batch.take(given);
    await together(client, [...batch.additions.statements(this.memory.rows, columns), commit]);
    return receiptsOf(batch);
  }

  /**
   * A young log grows a hundredfold before PostgreSQL looks at it by itself; until then plans made for empty tables stay in
   * use (measured: a commit took fifty times longer). So it is told to look, beside the work.
   */
  private measure(after: number, added: number): void {
    if (![200, 2_000, 20_000].some((size) => after - added < size && after >= size)) return;
    this.pool.query('analyze').catch(() => undefined);
  }

  /** `device|seq` pairs of these facts that another fact already has. */
  private async takenBy(given: readonly Given[]): Promise<Map<string, string>> {
    const taken = new Map<string, string>();
    await this.read([takenReading(given, this.programme, taken)]);
    return taken;
  }

  /** Another process wrote, or a transaction failed half way. */
  private startAnew(): void {
    this.memory = new Memory();
    this.head = null;
    this.stale = false;
  }
}

function receiptsOf(batch: Batch): Receipt[] {
  const visibleAt = batch.additions.head.feed;
  return batch.receipts.map((r) => (r.outcome === 'accepted' || r.outcome === 'flagged' ? { ...r, visibleAt } : r));
}

function answer(jobs: readonly Job[], receipts: readonly Receipt[]): void {
  let from = 0;
  for (const job of jobs) {
    job.resolve(receipts.slice(from, from + job.size));
    from += job.size;
  }
}
