import type { BodyOf, Fact, FactKind } from '#kernel/pure/fact.ts';
import { type RandomBytes, uuid7 } from '#kernel/pure/ids.ts';
import { type Extras, makeFact } from '#kernel/pure/maker.ts';
import { digestOf, limits, type SyncAnswer, type SyncRequest } from '#kernel/sync/protocol.ts';
import { applied } from './applying.ts';
import { freshMeta, type KeptFact, type Meta, type Store } from './keeping.ts';
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
}

export interface Recorded {
  readonly kind: FactKind;
  readonly body: unknown;
  readonly extras?: Extras;
}

export type Contact = 'done' | 'offline' | 'signed-out' | 'not-ours' | 'refused';

/** Room for the envelope inside the server's limit. */
const batchBytes = limits.factBytes - 6000;
/** Most round trips of one contact: a first pull of 100,000 documents and a month's facts fit in. */
const mostRounds = 400;

/** The phone's own seat: records without network, and hands in and takes over what it can, when it can. */
export class Phone {
  private readonly parts: PhoneParts;
  private readonly listeners = new Set<() => void>();
  private size: number = limits.facts;

  constructor(parts: PhoneParts) {
    this.parts = parts;
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

  /** Several facts of one form, all of them or none. */
  async recordAll(list: readonly Recorded[]): Promise<Fact[]> {
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
      await store.apply({ meta: { ...meta, seq: pen.seq, prevHash: pen.prevHash, ...taking.kept() }, facts: kept });
      return made;
    });
    this.tell();
    return facts;
  }

  /** A person dealt with what the server sent back: it leaves the tray, and stays in the log. */
  async handled(id: string): Promise<void> {
    const { store, lock } = this.parts;
    await lock('write', async () => {
      const kept = (await store.facts()).find((k) => k.id === id);
      if (kept) await store.apply({ facts: [{ ...kept, handled: true }] });
    });
    this.tell();
  }

  /** One contact: round trips until both sides have what the other had, or until the network ends. */
  sync(): Promise<Contact> {
    return this.parts.lock('sync', async () => {
      for (let round = 0; round < mostRounds; round += 1) {
        const contact = await this.round();
        if (contact !== 'more') return contact;
      }
      return 'done';
    });
  }

  private async round(): Promise<Contact | 'more'> {
    const { store, now, network } = this.parts;
    const meta = await this.meta();
    const unsent = unsentOf(await store.facts(), now());
    const batch = fitting(unsent, this.size);
    const request = await this.request(meta, batch);
    const askedMs = now();
    const sent = await network(request);
    if (!sent.ok) return this.failed(sent.why, batch);
    this.size = Math.min(limits.facts, this.size * 2);
    await this.parts.lock('write', async () => {
      const current = (await store.meta()) as Meta;
      await store.apply(applied(current, await store.facts(), sent.answer, { askedMs, now: now() }));
    });
    const differs = sent.answer.digest === null ? false : await this.compare(sent.answer);
    this.tell();
    if (sent.answer.wipe) return unsent.length > batch.length ? 'more' : 'done';
    const left = unsentOf(await store.facts(), now());
    return sent.answer.more || differs || left.length > 0 ? 'more' : 'done';
  }

  private async request(meta: Meta, batch: readonly KeptFact[]): Promise<SyncRequest> {
    const { store, now } = this.parts;
    const facts = await store.facts();
    return {
      protocol: 1,
      device: meta.device,
      app: this.parts.app,
      last: meta.seq,
      cursor: meta.cursor,
      heal: [...meta.heal],
      digest: meta.heal.length > 0 || now() - meta.digestMs >= this.parts.digestEveryMs,
      asking: facts
        .filter((kept) => kept.receipt?.outcome === 'held')
        .slice(0, limits.asking)
        .map((kept) => kept.id),
      waiting: facts.filter((kept) => kept.receipt === null).length,
      storage: { ...(await this.parts.storage()), heals: meta.heals },
      facts: batch.map((kept) => kept.fact),
    };
  }

  /** What the server would not hear goes in ever smaller parts; one that fails alone waits, and the others go on. */
  private async failed(why: Exclude<Contact, 'done'>, batch: readonly KeptFact[]): Promise<Contact | 'more'> {
    if (why !== 'refused' || batch.length === 0) return why;
    if (batch.length > 1) {
      this.size = batch.length >> 1;
      return 'more';
    }
    const [kept] = batch as [KeptFact];
    const tries = kept.tries + 1;
    const notBefore = this.parts.now() + Math.min(6 * 3_600_000, 30_000 * 2 ** tries);
    await this.parts.lock('write', () => this.parts.store.apply({ facts: [{ ...kept, tries, notBefore }] }));
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
  return facts.filter((kept) => kept.receipt === null && kept.notBefore <= now).sort((a, b) => a.fact.seq - b.fact.seq);
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
