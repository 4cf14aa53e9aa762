import type { Pool, PoolClient } from 'pg';
import type { Receipt } from '#kernel/pure/fact.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { Batch, type Memory } from './batch.ts';
import { type Incoming, isReadable, type Unreadable } from './incoming.ts';
import type { Landed } from './landing.ts';
import { quote, type Reading, readingsFor, readTogether } from './load.ts';
import type { Registry } from './registry.ts';
import { type Need, Rows } from './rows.ts';
import type { Head } from './store.ts';

export type Given = Incoming | Unreadable;

export interface WriterOptions {
  readonly salt: () => string;
  readonly broken: (kind: string, id: string, error: unknown) => void;
  /** Columns per read table, as the database has them. */
  readonly columns: () => Promise<ReadonlyMap<string, readonly string[]>>;
}

interface Job {
  readonly given: readonly Given[];
  readonly resolve: (receipts: Receipt[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Most facts in one transaction: large enough to be set-wise, small enough that nobody waits long behind it. */
const largestGroup = 1000;

/**
 * The one writer of a programme. Whatever arrives while a transaction runs is gathered into the next one, so posting is
 * serial and throughput comes from groups. Other processes are kept out by the programme's advisory lock.
 */
export class Writer {
  private readonly pool: Pool;
  private readonly registry: Registry;
  private readonly programme: string;
  private readonly options: WriterOptions;
  private readonly queue: Job[] = [];
  private draining = false;
  private memory = fresh();
  private head: Head | null = null;

  constructor(pool: Pool, registry: Registry, programme: string, options: WriterOptions) {
    this.pool = pool;
    this.registry = registry;
    this.programme = programme;
    this.options = options;
  }

  /** Resolves when the facts are durable, with one receipt each, in order. */
  write(given: readonly Given[]): Promise<Receipt[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ given, resolve, reject });
      if (!this.draining) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.draining = true;
    while (this.queue.length > 0) {
      const jobs: Job[] = [];
      let size = 0;
      while (this.queue.length > 0 && (size === 0 || size + (this.queue[0] as Job).given.length <= largestGroup)) {
        const job = this.queue.shift() as Job;
        jobs.push(job);
        size += job.given.length;
      }
      try {
        const receipts = await this.commit(jobs.flatMap((job) => job.given));
        let from = 0;
        for (const job of jobs) {
          job.resolve(receipts.slice(from, from + job.given.length));
          from += job.given.length;
        }
      } catch (error) {
        for (const job of jobs) job.reject(error);
      }
    }
    this.draining = false;
  }

  /** One transaction; when the database refuses it, ever smaller ones, until the fact at fault stands alone. */
  private async commit(
    given: readonly Given[],
    taken: ReadonlyMap<string, string> = new Map(),
    retries = 0,
  ): Promise<Receipt[]> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      return await this.attempt(client, given, taken);
    } catch (error) {
      this.forget();
      broken = error as Error;
      const code = String((error as { code?: string }).code ?? '');
      if (!/^[0-9A-Z]{5}$/.test(code) || /^(08|57P)/.test(code)) {
        if (retries >= 5) throw error;
        await new Promise((r) => setTimeout(r, 100 * 2 ** retries));
        return this.commit(given, taken, retries + 1);
      }
      await client.query('rollback');
      broken = undefined;
      if (
        (error as { constraint?: string }).constraint === 'ledger_fact_programme_device_seq_key' &&
        taken.size === 0
      ) {
        return this.commit(given, await this.takenBy(client, given), retries);
      }
      if (given.length > 1) {
        const half = given.length >> 1;
        return [
          ...(await this.commit(given.slice(0, half), taken, retries)),
          ...(await this.commit(given.slice(half), taken, retries)),
        ];
      }
      const one = given[0] as Given;
      if (!isReadable(one)) throw error;
      this.options.broken(one.kind.kind, one.fact.id, error);
      return this.commit([
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
    const columns = await this.options.columns();
    const head = await this.begin(client, given);
    const { registry, programme, memory } = this;
    const load = (needs: readonly Need[]) => readTogether(client, readingsFor(needs, memory.rows, registry, programme));
    const batch = new Batch(
      { registry, programme, memory, salt: this.options.salt, load, broken: this.options.broken },
      head,
      taken,
    );
    await batch.take(given);
    await client.query(`${batch.additions.sql(memory.rows, columns)};\ncommit`);
    memory.rows.settle();
    this.head = batch.additions.head;
    this.measure(head.number, this.head.number);
    const visibleAt = this.head.feed;
    return batch.receipts.map((r) => (r.outcome === 'accepted' || r.outcome === 'flagged' ? { ...r, visibleAt } : r));
  }

  /**
   * A young log grows a hundredfold before PostgreSQL looks at it by itself; until then plans made for empty tables stay in
   * use (measured: a commit took fifty times longer). So it is told to look, beside the work.
   */
  private measure(before: number, after: number): void {
    if (![200, 2_000, 20_000].some((size) => before < size && after >= size)) return;
    this.pool.query('analyze').catch(() => undefined);
  }

  /** Opens the transaction, takes the lock, and reads in the same round trip whatever these facts are known to need. */
  private async begin(client: PoolClient, given: readonly Given[]): Promise<Head> {
    const p = quote(this.programme);
    let head: Head | null = null;
    const headReading: Reading = {
      sql: `select number, encode(hash, 'hex') as hash, feed, entry, account, epoch, closed_through from ledger_head where programme = ${p}`,
      take: ([row]) => {
        if (!row) throw new Error('no such programme');
        head = {
          number: Number(row['number']),
          hash: String(row['hash']),
          feed: Number(row['feed']),
          entry: Number(row['entry']),
          account: Number(row['account']),
          epoch: Number(row['epoch']),
          closed_through: (row['closed_through'] as string | null) ?? null,
        };
      },
    };
    const leading = [...entering(this.programme), locking(this.programme)];
    if (this.memory.known.size > 200_000 || this.memory.rows.accounts.size > 200_000) this.forget();
    const cold = this.head === null;
    await readTogether(client, [headReading, ...(cold ? [] : this.readings(given))], leading);
    const now = head as Head | null as Head;
    if (cold || now.hash !== this.head?.hash || now.epoch !== this.head.epoch) {
      this.forget();
      await readTogether(client, [...this.states(), ...this.readings(given)]);
    }
    return now;
  }

  /** What is known of the facts and of everything they refer to, and the rows that their rules will ask for. */
  private readings(given: readonly Given[]): Reading[] {
    const { known, rows } = this.memory;
    const ids = new Set<string>();
    const needs: Need[] = [];
    for (const one of given) {
      if (!isReadable(one)) continue;
      for (const id of [one.fact.id, ...one.refs.map((r) => r.id)]) if (!known.get(id)) ids.add(id);
      const landed: Landed<never> = {
        ...one.fact,
        body: one.fact.body as never,
        number: 0,
        receivedAt: '',
        scope: null,
      };
      for (const landing of this.registry.landings.get(one.fact.kind) ?? [])
        needs.push(...(landing.needs?.(landed) ?? []));
      for (const posting of this.registry.postings.get(one.fact.kind) ?? [])
        needs.push(...(posting.accounts?.(landed) ?? []).map((balance) => ({ balance })));
    }
    return [
      ...(ids.size > 0 ? [this.knownReading(ids)] : []),
      ...readingsFor(needs, rows, this.registry, this.programme),
    ];
  }

  private knownReading(ids: ReadonlySet<string>): Reading {
    const { known } = this.memory;
    return {
      sql: `select f.id, f.kind, coalesce(m.scope, r.scope, f.scope) as scope, coalesce(r.outcome, f.outcome) as outcome from ledger_fact f
        left join ledger_release r on r.programme = f.programme and r.fact = f.id
        left join ledger_place m on m.programme = f.programme and m.id = f.id
        where f.programme = ${quote(this.programme)} and f.id in (${[...ids].map(quote).join(',')})`,
      take: (found) => {
        for (const row of found) {
          const effective = row['outcome'] === 'accepted' || row['outcome'] === 'flagged';
          known.set(String(row['id']), { kind: String(row['kind']), scope: row['scope'] as string | null, effective });
        }
      },
    };
  }

  /** Small states that a writer keeps whole: what waits for what, and who was erased. */
  private states(): Reading[] {
    const { waiting, erased } = this.memory;
    const p = quote(this.programme);
    return [
      {
        sql: `select missing, fact from ledger_held where programme = ${p}`,
        take: (found) => {
          for (const row of found) {
            const list = waiting.get(String(row['missing'])) ?? new Set<string>();
            waiting.set(String(row['missing']), list.add(String(row['fact'])));
          }
        },
      },
      {
        sql: `select person from ledger_erasure where programme = ${p}`,
        take: (found) => {
          for (const row of found) erased.add(String(row['person']));
        },
      },
    ];
  }

  /** `device|seq` pairs of these facts that another fact already has. */
  private async takenBy(client: PoolClient, given: readonly Given[]): Promise<Map<string, string>> {
    const pairs = given.filter(isReadable).map(({ fact }) => `(${quote(fact.device)},${fact.seq})`);
    const taken = new Map<string, string>();
    const reading: Reading = {
      sql: `select id, device, seq from ledger_fact where programme = ${quote(this.programme)} and (device, seq) in (${pairs.join(',')})`,
      take: (found) => {
        for (const row of found) taken.set(`${row['device']}|${row['seq']}`, String(row['id']));
      },
    };
    await readTogether(client, [reading], entering(this.programme));
    await client.query('rollback');
    for (const { fact } of given.filter(isReadable)) {
      const key = `${fact.device}|${fact.seq}`;
      if (!taken.has(key)) taken.set(key, fact.id);
    }
    return taken;
  }

  /** Drops what is remembered: another process wrote, or a transaction failed half way. */
  forget(): void {
    this.memory = fresh();
    this.head = null;
  }
}

/** Opens a transaction that sees one programme only, with no more rights than the application has. */
export function entering(programme: string, role = 'minka_app'): string[] {
  const as = role === '' ? [] : [`set local role ${role}`];
  return ['begin', ...as, `select set_config('minka.programmes', '{${programme}}', true)`];
}

/** One writer per programme, over all processes; freed by the database when the transaction ends. */
export function locking(programme: string): string {
  return `select pg_advisory_xact_lock(hashtextextended(${quote(programme)}, 0))`;
}

function fresh(): Memory {
  return { rows: new Rows(), known: new Map(), waiting: new Map(), erased: new Set() };
}
