import { Batch } from '#kernel/ledger/batch.ts';
import { type Incoming, isReadable, readFact } from '#kernel/ledger/incoming.ts';
import { Memory } from '#kernel/ledger/memory.ts';
import type { Registry } from '#kernel/ledger/registry.ts';
import { type AnyRow, accountKey, type Need, NotLoaded, type Rows } from '#kernel/ledger/rows.ts';
import type { FeedRow, Head } from '#kernel/ledger/store.ts';
import { keyText } from '#kernel/ledger/table.ts';
import type { Fact, Receipt } from '#kernel/pure/fact.ts';
import { impossible, type Refusal } from '#kernel/pure/refusal.ts';
import { seriesOfDevice } from '#kernel/pure/series.ts';
import { type Standing, subtrees } from '#kernel/server/actors.ts';
import type { SignedIn } from '#kernel/server/sessions.ts';
import type { Change, Desk, Moment } from '../desk.ts';
import type { Device } from '../devices.ts';
import { positionsAfter } from '../feed.ts';
import { type Digest, digestOf } from '../protocol.ts';
import { contentOf, sameAs, sentOf } from '../receiving.ts';
import { fieldBodies, fieldTables } from './fieldProgramme.ts';

interface Logged {
  readonly fact: Fact;
  readonly number: number;
  readonly outcome: Receipt['outcome'];
  readonly flags: readonly Refusal[];
}

interface Aside {
  readonly author: string | null;
  readonly flags: readonly Refusal[];
}

/** All that a server keeps. */
export interface ServerState {
  head: Head;
  memory: Memory;
  readonly log: Map<string, Logged>;
  /** `device|seq` of what is in the log. */
  readonly taken: Map<string, string>;
  /** Hashes of the log by place. */
  readonly places: Map<number, string>;
  readonly aside: Map<string, Aside>;
  readonly devices: Map<string, Device>;
  readonly feed: Map<string, Map<string, FeedRow>>;
}

/**
 * A server without a database: the shipped reading, judging and landing of facts over rows that are all in memory, and
 * the desk's promises kept by plain maps. Quick enough for tens of thousands of histories.
 */
export class MemoryServer {
  state: ServerState;
  readonly desk: Desk;
  private readonly registry: Registry;
  private readonly programme: string;
  private readonly now: () => number;
  private readonly size: number;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(of: { registry: Registry; programme: string; now: () => number; size: number; state?: ServerState }) {
    this.registry = of.registry;
    this.programme = of.programme;
    this.now = of.now;
    this.size = of.size;
    this.state = of.state ? copied(of.state) : emptyState();
    this.desk = {
      standing: async (who) => this.standing(who.staff),
      forgetStandings: () => undefined,
      record: (who, facts) => this.record(facts, who.staff),
      read: (who, work) => this.alone(() => work(this.moment(who))),
      write: (who, work) => this.alone(() => work(this.change(who))),
    };
  }

  record(facts: readonly unknown[], sender: string | null): Promise<Receipt[]> {
    return this.alone(() => this.written(facts, sender));
  }

  /** One thing at a time, so that each sees one moment. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.tail.then(work);
    this.tail = run.catch(() => undefined);
    return run;
  }

  private async written(facts: readonly unknown[], sender: string | null): Promise<Receipt[]> {
    const { state, registry, programme } = this;
    const given = facts.map((raw) => readFact(registry, programme, raw, sender, this.now()));
    const readable = given.filter(isReadable);
    const { memory } = state;
    const around = { registry, programme, memory, salt: () => '00', load: this.load, broken: throwing };
    const batch = new Batch(around, state.head, this.takenBy(readable));
    await batch.take(given);
    const { additions } = batch;
    for (const row of additions.feed(memory.rows)) {
      const scope = state.feed.get(row.scope) ?? new Map<string, FeedRow>();
      state.feed.set(row.scope, scope.set(`${row.kind}|${row.id}`, row));
    }
    memory.rows.written();
    state.head = additions.head;
    const came = new Map(readable.map((one) => [one.fact.id, one.fact]));
    for (const { id, number, outcome, flags, hash } of additions.facts) {
      const fact = came.get(id) as Fact;
      state.log.set(id, { fact, number, outcome, flags: flags ?? [] });
      state.taken.set(`${fact.device}|${fact.seq}`, id);
      state.places.set(number, (hash ?? '').slice(2));
    }
    for (const { fact: id, number, outcome, flags, hash } of additions.releases) {
      const held = state.log.get(id) as Logged;
      state.log.set(id, { fact: held.fact, number, outcome, flags: flags ?? [] });
      state.places.set(number, (hash ?? '').slice(2));
    }
    for (const { id, author, flags, code } of additions.quarantined)
      if (code !== 'device.cloned')
        state.aside.set(String(id), { author: author as string | null, flags: flags as Refusal[] });
    const visibleAt = state.head.feed;
    return batch.receipts.map((r) => (r.outcome === 'accepted' || r.outcome === 'flagged' ? { ...r, visibleAt } : r));
  }

  /** Numbers that another fact has, in the log or before it among these. */
  private takenBy(facts: readonly Incoming[]): Map<string, string> {
    const taken = new Map<string, string>();
    for (const { fact } of facts) {
      const key = `${fact.device}|${fact.seq}`;
      taken.set(key, taken.get(key) ?? this.state.taken.get(key) ?? fact.id);
    }
    return taken;
  }

  /** All there is is in memory: what is not is not there. */
  private readonly load = async (needs: readonly Need[]): Promise<void> => absent(this.state.memory.rows, needs);

  private standing(staff: string): Standing | null {
    const { rows } = this.state.memory;
    for (let round = 0; round < 20; round += 1) {
      try {
        const actor = this.registry.actorOf(rows, this.programme, staff);
        if (!actor) return null;
        const tree = [...(rows.tables.get('ledger_scope')?.loaded.values() ?? [])];
        return { actor, below: subtrees(tree as never, actor) };
      } catch (error) {
        if (!(error instanceof NotLoaded)) throw error;
        absent(rows, error.needs);
      }
    }
    return impossible('rights that never stop asking');
  }

  private moment(who: SignedIn): Moment {
    const { state } = this;
    const { log } = state;
    const receipt = (id: string): Receipt[] => {
      const found = log.get(id);
      if (found) {
        if (found.fact.author !== who.staff) return [];
        const { outcome, number, flags } = found;
        const visibleAt = outcome === 'accepted' || outcome === 'flagged' ? state.head.feed : null;
        return [{ id, outcome, number, flags, visibleAt }];
      }
      const aside = state.aside.get(id);
      if (!aside || (aside.author !== null && aside.author !== who.staff)) return [];
      return [{ id, outcome: 'quarantined', number: null, flags: aside.flags, visibleAt: null }];
    };
    return {
      device: async (id) => ({ device: state.devices.get(id) ?? null, head: state.head }),
      isCloned: async (device, sent) =>
        sent.some((s) => s.device === device && (state.taken.get(`${device}|${s.seq}`) ?? s.id) !== s.id),
      renumbered: async (facts) => {
        const here = new Map<string, string>();
        for (const { id, device, seq } of sentOf(facts)) {
          const fact = log.get(id)?.fact;
          if (fact?.author === who.staff && (fact.device !== device || fact.seq !== seq))
            here.set(id, contentOf(fact.kind, fact.body));
        }
        return new Set(sameAs(here, facts));
      },
      receipts: async (ids) => ids.flatMap(receipt),
      hashAt: async (number) => state.places.get(number) ?? null,
      scopes: async () => [...(state.memory.rows.tables.get('ledger_scope')?.loaded.keys() ?? [])].sort(),
      page: async (of) => this.page(of),
      digests: async (view) => {
        const found: Record<string, Digest> = {};
        for (const [scope, kinds] of view) {
          const shown = this.feedOf(scope, kinds).filter((row) => !row.gone);
          found[scope] = digestOf(shown.map(({ id, seq }) => ({ id, version: seq })));
        }
        return found;
      },
    };
  }

  private feedOf(scope: string, kinds: readonly { readonly kind: string }[]): FeedRow[] {
    const names = kinds.map((k) => k.kind);
    return [...(this.state.feed.get(scope)?.values() ?? [])].filter((row) => names.includes(row.kind));
  }

  private page({ view, positions, head }: Parameters<Moment['page']>[0]): Awaited<ReturnType<Moment['page']>> {
    const reached = new Map<string, number>();
    const parts: string[] = [];
    let i = -1;
    for (const [scope, kinds] of view) {
      i += 1;
      const since = positions[scope]?.since ?? 0;
      const next = this.feedOf(scope, kinds)
        .filter((row) => row.seq > since && (!row.gone || since > 0))
        .sort((a, b) => a.seq - b.seq);
      for (const row of next.slice(0, this.size - parts.length)) {
        const { seq: v, kind: k, id } = row;
        const found = row.gone ? null : this.state.memory.rows.tables.get(fieldTables[k] as string)?.loaded.get(id);
        const b = found ? fieldBodies[k]?.(found as never) : undefined;
        parts.push(JSON.stringify({ s: i, k, i: id, v, b }));
        reached.set(scope, v);
      }
    }
    const more = parts.length >= this.size;
    return { text: parts.join(','), more, positions: positionsAfter(positions, head, more, reached) };
  }

  private change(who: SignedIn): Change {
    const { devices } = this.state;
    return {
      enrol: async (request, now) => {
        if (devices.has(request.device)) return;
        const { app, waiting, storage } = request;
        const { persisted, heals } = storage;
        const stands = { have_through: 0, durable_through: 0, seen_ms: now, series: null };
        devices.set(request.device, { staff: who.staff, app, waiting, persisted, heals, ...stands });
      },
      giveSeries: async (id) => {
        const device = devices.get(id);
        if (!device) return null;
        const used = new Set([...devices.values()].map((d) => d.series));
        const series = device.series ?? seriesOfDevice(id).find((s) => !used.has(s)) ?? null;
        devices.set(id, { ...device, series });
        return series;
      },
      noteContact: async (request, haveThrough, now) => {
        const device = devices.get(request.device);
        if (!device) return;
        const have_through = Math.max(device.have_through, haveThrough);
        devices.set(request.device, { ...device, app: request.app, seen_ms: now, have_through });
      },
    };
  }

  /** A copy of all of it; phones may now forget, a month later, what it holds of theirs. */
  backup(): Promise<ServerState> {
    return this.alone(async () => this.backedUp());
  }

  private backedUp(): ServerState {
    const kept = copied(this.state);
    for (const [id, d] of this.state.devices)
      this.state.devices.set(id, { ...d, durable_through: Math.max(d.durable_through, d.have_through) });
    return kept;
  }

  /** Puts a backup back, as `minka restore` does; `hidden` is a restore by other means, without a new epoch. */
  restore(kept: ServerState, hidden: boolean, leap: number): Promise<void> {
    return this.alone(async () => this.restored(kept, hidden, leap));
  }

  private restored(kept: ServerState, hidden: boolean, leap: number): void {
    const { epoch } = this.state.head;
    this.state = copied(kept);
    this.state.head.epoch = hidden ? epoch : epoch + 1 + leap;
    for (const [id, d] of this.state.devices) this.state.devices.set(id, { ...d, durable_through: d.have_through });
  }
}

const throwing = (kind: string, id: string, error: unknown) => {
  throw new Error(`rule broke on ${kind} ${id}`, { cause: error });
};

function absent(rows: Rows, needs: readonly Need[]): void {
  for (const need of needs) {
    if (rows.has(need)) continue;
    if ('balance' in need) rows.accounts.set(accountKey(need.balance), null);
    else if ('entries' in need) rows.entries.set(need.entries, []);
    else if ('where' in need) rows.complete(need.where, need.column, need.value);
    else if ('row' in need) rows.loaded(need.row, keyText(need.key), null);
    else throw new Error(`not in memory: ${JSON.stringify(need)}`);
  }
}

function emptyState(): ServerState {
  const head = { number: 0, hash: '00', feed: 0, entry: 0, account: 0, epoch: 1, rebuilt: 0, closed_through: null };
  const maps = { log: new Map(), taken: new Map(), places: new Map(), aside: new Map(), devices: new Map() };
  return { head, memory: new Memory(), ...maps, feed: new Map() };
}

/** Rows and facts never change, only which there are; so a copy is quick. */
export function copied(state: ServerState): ServerState {
  const { head, memory, feed } = state;
  return {
    head: { ...head },
    memory: copiedMemory(memory),
    log: new Map(state.log),
    taken: new Map(state.taken),
    places: new Map(state.places),
    aside: new Map(state.aside),
    devices: new Map(state.devices),
    feed: new Map([...feed].map(([scope, rows]) => [scope, new Map(rows)])),
  };
}

function copiedMemory(memory: Memory): Memory {
  const made = new Memory();
  for (const { of, loaded, complete } of memory.rows.tables.values()) {
    for (const [k, row] of loaded) made.rows.loaded(of, k, row as AnyRow | null);
    for (const pair of complete) {
      const at = pair.indexOf('=');
      made.rows.complete(of, pair.slice(0, at), pair.slice(at + 1));
    }
  }
  for (const [key, found] of memory.rows.accounts) made.rows.accounts.set(key, found && { ...found });
  for (const [id, fact] of memory.rows.facts) made.rows.facts.set(id, fact);
  for (const [id, entries] of memory.rows.entries) made.rows.entries.set(id, entries);
  for (const [id, known] of memory.known) made.known.set(id, known);
  for (const [id, facts] of memory.waiting) made.waiting.set(id, new Set(facts));
  return made;
}
