import type { BodyOf, Fact, FactKind } from '#kernel/pure/fact.ts';
import { type RandomBytes, uuid7 } from '#kernel/pure/ids.ts';
import { type Extras, makeFact } from '#kernel/pure/maker.ts';
import { digestOf, limits, type SyncAnswer, type SyncRequest } from '#kernel/sync/protocol.ts';
import { applied, withoutDocuments } from './applying.ts';
import { freshMeta, type KeptFact, type Meta, NoRoom, type Store, type Write } from './keeping.ts';
import { type Numbered, takingNumbers } from './series.ts';
import { sha256 } from './sha256.ts';

/** Why a contact ended. Only `refused` is about what was sent. */
export type Sent =
  | { readonly ok: true; readonly answer: SyncAnswer }
  | { readonly ok: false; readonly why: 'offline' | 'signed-out' | 'not-ours' | 'refused' };
export type Network = (request: SyncRequest) => Promise<Sent>;

/** What a phone is given: a place to keep things, a way out, a clock, chance, and one at a time among its tabs. */
export interface PhoneParts {
  readonly store: Store;
  readonly network: Network;
  readonly now: () => number;
  readonly random: RandomBytes;
  readonly lock: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  readonly programme: string;
  readonly author: string;
  readonly app: string;
  readonly storage: () => Promise<Omit<SyncRequest['storage'], 'heals'>>;
  /** How often digests are compared. */
  readonly digestEveryMs: number;
  /** Most facts of one round trip; else as many as the server takes. */
  readonly batch?: number;
}

export interface Recorded {
  readonly kind: FactKind;
  readonly body: unknown;
  readonly extras?: Extras;
}

export type Contact = 'done' | 'offline' | 'signed-out' | 'not-ours' | 'refused' | 'full';

/** Room for the envelope inside the server's limit. */
const batchBytes = limits.factBytes - 6000;
/** Most round trips of one contact: a first pull of 100,000 documents and a month's facts fit in. */
const mostRounds = 400;
/** Round trips in a row that may fail once a contact has had a good one: on EDGE every fifth is lost. */
const mostLosses = 3;
/** After so many contacts that ended while sending, it is asked first whether the way is open without the facts. */
const mostStumbles = 2;
const longestWaitMs = 6 * 3_600_000;
const hourMs = 3_600_000;

/** The phone's own seat: records without network, and hands in and takes over what it can, when it can. */
export class Phone {
  private readonly parts: PhoneParts;
  private readonly listeners = new Set<() => void>();
  private readonly most: number;
  private size: number;
  private stumbles = 0;

  constructor(parts: PhoneParts) {
    this.parts = parts;
    this.most = parts.batch ?? limits.facts;
    this.size = this.most;
  }

  /** Told after every change of the store. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Another tab changed the store. */
  changed(): void {
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  async meta(): Promise<Meta> {
    const found = await this.parts.store.meta();
    if (found) return found;
    return this.parts.lock('write', async () => {
      const again = await this.parts.store.meta();
      if (again) return again;
      const meta = freshMeta(uuid7(this.parts.now(), this.parts.random));
      await this.parts.store.apply({ meta });
      return meta;
    });
  }

  /** An id for a fact that another one, recorded together with it, refers to. */
  newId(): string {
    return uuid7(this.parts.now(), this.parts.random);
  }

  /** Writes a fact to the phone's own log. It is on the disk when this resolves; nothing else is waited for. */
  async record<K extends FactKind>(
    kind: K,
    body: BodyOf<K> | Numbered<BodyOf<K>>,
    extras: Extras = {},
  ): Promise<Fact<BodyOf<K>>> {
    const [fact] = await this.recordAll([{ kind, body, extras }]);
    return fact as Fact<BodyOf<K>>;
  }

  /** Several facts of one form, all of them or none. What they replace leaves the tray in the same write. */
  async recordAll(list: readonly Recorded[], replaces: readonly string[] = []): Promise<Fact[]> {
    const { store, lock, programme, author, random, now } = this.parts;
    await this.meta();
    const facts = await lock('write', async () => {
      const meta = (await store.meta()) as Meta;
      const { device, offset, seq, prevHash } = meta;
      const pen = { programme, author, device, random, now, hash: sha256, offset: () => offset, seq, prevHash };
      const taking = takingNumbers(meta);
      const made: Fact[] = list.map(({ kind, body, extras }) =>
        makeFact(pen, kind, taking.body(body) as never, extras ?? {}),
      );
      const kept = made.map((fact) => ({ id: fact.id, fact, receipt: null, tries: 0, notBefore: 0 }));
      const old = replaces.length === 0 ? [] : (await store.facts()).filter(({ id }) => replaces.includes(id));
      const facts = [...kept, ...old.map((one) => ({ ...one, handled: true }))];
      await this.save({ meta: { ...meta, seq: pen.seq, prevHash: pen.prevHash, ...taking.kept() }, facts });
      return made;
    });
    this.tell();
    return facts;
  }

  /** Writes what must not be lost. Where there is no room, documents that can be pulled again make room for it. */
  private async save(write: Write): Promise<void> {
    const { store, now } = this.parts;
    let writing = write;
    for (;;) {
      try {
        await store.apply(writing);
        return;
      } catch (error) {
        if (!(error instanceof NoRoom) || !(await store.spare())) throw error;
        const spared = await store.meta();
        const meta = writing.meta ?? spared;
        // Where documents were given up, the place in the feed went with them; in any case no more are taken for now.
        const place = spared?.cursor === null ? { cursor: null, through: 0 } : {};
        if (meta) writing = { ...writing, meta: { ...meta, ...place, fullMs: now() } };
      }
    }
  }

  /** A person dealt with what the server sent back: it leaves the tray, and stays in the log. */
  async handled(id: string): Promise<void> {
    const { store, lock } = this.parts;
    await lock('write', async () => {
      const kept = (await store.facts()).find((k) => k.id === id);
      if (kept) await this.save({ facts: [{ ...kept, handled: true }] });
    });
    this.tell();
  }

  /** One contact: round trips until both sides have what the other had, or until the network ends. */
  sync(): Promise<Contact> {
    return this.parts.lock('sync', async () => {
      if (this.stumbles >= mostStumbles) {
        const open = await this.round(false);
        if (open !== 'done' && open !== 'more') return open;
      }
      let losses = mostLosses;
      for (let round = 0; round < mostRounds; round += 1) {
        const contact = await this.round(true);
        if (contact === 'more') losses = 0;
        else if (contact !== 'offline' || (losses += 1) >= mostLosses) return contact;
      }
      return 'done';
    });
  }

  private async round(sends: boolean): Promise<Contact | 'more'> {
    const { store, now, network } = this.parts;
    const meta = await this.meta();
    const facts = await store.facts();
    const unsent = sends ? unsentOf(facts, now()) : [];
    const batch = fitting(unsent, this.size);
    const request = await this.request(meta, facts, batch);
    const askedMs = now();
    const sent = await network(request);
    if (!sent.ok) return this.failed(sent.why, batch);
    if (batch.length > 0) this.stumbles = 0;
    this.size = Math.min(this.most, this.size * 2);
    const { answer } = sent;
    const took = await this.take(request, answer, askedMs);
    const differs = took && answer.digest !== null ? await this.compare(answer) : false;
    this.tell();
    const left = sends ? unsentOf(await store.facts(), now()) : [];
    if (answer.wipe) {
      const asked = new Set(answer.fork === null ? batch.map((kept) => kept.id) : []);
      return left.some((kept) => !asked.has(kept.id)) ? 'more' : 'done';
    }
    if (left.length > 0 || (took && (answer.more || differs))) return 'more';
    return took && request.room !== false ? 'done' : 'full';
  }

  /** Keeps what an answer says. False when its documents found no room; what became of facts is kept all the same. */
  private take(request: SyncRequest, answer: SyncAnswer, askedMs: number): Promise<boolean> {
    const { store, now } = this.parts;
    return this.parts.lock('write', async () => {
      const current = (await store.meta()) as Meta;
      const write = applied(current, await store.facts(), { request, answer, askedMs, now: now() });
      try {
        await store.apply(write);
        return true;
      } catch (error) {
        if (!(error instanceof NoRoom)) throw error;
        await this.save(withoutDocuments(write, current, now()));
        return false;
      }
    });
  }

  private async request(meta: Meta, facts: readonly KeptFact[], batch: readonly KeptFact[]): Promise<SyncRequest> {
    const { now } = this.parts;
    // A clock that went back must not put it off for years.
    const digest = meta.heal.length > 0 || Math.abs(now() - meta.digestMs) >= this.parts.digestEveryMs;
    const storage = await this.parts.storage();
    return {
      protocol: 1,
      device: meta.device,
      app: this.parts.app,
      last: meta.seq,
      cursor: meta.cursor,
      heal: [...meta.heal],
      digest,
      asking: asking(facts, digest),
      log: meta.log,
      ...(hasRoom(meta, storage, now()) ? {} : { room: false }),
      waiting: facts.filter((kept) => kept.receipt === null).length,
      author: this.parts.author,
      clock: now(),
      storage: { ...storage, heals: meta.heals },
      facts: batch.map((kept) => kept.fact),
    };
  }

  /** What the server would not hear goes in ever smaller parts; one that fails alone waits, and the others go on. */
  private async failed(why: Exclude<Contact, 'done'>, batch: readonly KeptFact[]): Promise<Contact | 'more'> {
    if (batch.length === 0 || why === 'signed-out') return why;
    if (why !== 'refused') {
      this.stumbles += 1;
      if (this.stumbles <= mostStumbles) {
        this.size = Math.max(1, batch.length >> 1);
        return why;
      }
      // Whether the network ended, or this batch ends it (a proxy, a fact that breaks the server), shows without the batch.
      const open = await this.round(false);
      if (open !== 'done' && open !== 'more') return open;
    }
    if (batch.length > 1) {
      this.size = batch.length >> 1;
      return 'more';
    }
    const [kept] = batch as [KeptFact];
    const tries = kept.tries + 1;
    const notBefore = this.parts.now() + Math.min(longestWaitMs, 30_000 * 2 ** tries);
    await this.parts.lock('write', async () => {
      const current = (await this.parts.store.facts()).find((k) => k.id === kept.id);
      if (current && current.receipt === null) await this.save({ facts: [{ ...current, tries, notBefore }] });
    });
    return 'more';
  }

  /** Compares the digests; scopes that differ are asked for again. True when there are some. */
  private async compare(answer: SyncAnswer): Promise<boolean> {
    const { store, lock, now } = this.parts;
    const here = await store.versions();
    const differing = Object.entries(answer.digest ?? {}).flatMap(([scope, there]) => {
      const own = digestOf(here.get(scope) ?? []);
      return own.count === there.count && own.xor === there.xor ? [] : [scope];
    });
    await lock('write', async () => {
      const meta = (await store.meta()) as Meta;
      const heals = meta.heals + differing.length;
      await store.apply({ meta: { ...meta, digestMs: now(), heal: differing, heals } });
    });
    return differing.length > 0;
  }
}

function unsentOf(facts: readonly KeptFact[], now: number): KeptFact[] {
  // A wait that lies further ahead than any wait was set by another clock.
  const isDue = ({ notBefore }: KeptFact) => notBefore <= now || notBefore > now + longestWaitMs;
  return facts.filter((kept) => kept.receipt === null && isDue(kept)).sort((a, b) => a.fact.seq - b.fact.seq);
}

/** Facts that wait for another one; with a digest also those put aside: what the server has never heard of is lost there. */
function asking(facts: readonly KeptFact[], digest: boolean): string[] {
  const open = facts.filter(
    ({ receipt }) => receipt?.outcome === 'held' || (digest && receipt?.outcome === 'quarantined'),
  );
  return open.slice(0, limits.asking).map((kept) => kept.id);
}

/** True when there is room for documents, or when it is time to try again. */
function hasRoom(meta: Meta, { used, quota }: { used: number | null; quota: number | null }, now: number): boolean {
  if (meta.fullMs === null || meta.fullMs === undefined) return true;
  return (used !== null && quota !== null && used < quota * 0.8) || Math.abs(now - meta.fullMs) > hourMs;
}

function fitting(unsent: readonly KeptFact[], most: number): KeptFact[] {
  const batch: KeptFact[] = [];
  let bytes = 0;
  for (const kept of unsent.slice(0, most)) {
    bytes += JSON.stringify(kept.fact).length;
    if (batch.length > 0 && bytes > batchBytes) break;
    batch.push(kept);
  }
  return batch;
}
