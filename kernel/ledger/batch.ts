import { canonical } from '#kernel/pure/canonical.ts';
import { closedBy, type Receipt, refsOf } from '#kernel/pure/fact.ts';
import { impossible, type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { commitment, sha256 } from './chain.ts';
import { type Incoming, isReadable, type Unreadable } from './incoming.ts';
import { judge, landedAs, type Verdict } from './judge.ts';
import { hintsOf, type Landed } from './landing.ts';
import type { Memory } from './memory.ts';
import type { Registry } from './registry.ts';
import { type Need, NotLoaded } from './rows.ts';
import { Additions, type Head } from './store.ts';

export interface Surroundings {
  readonly registry: Registry;
  readonly programme: string;
  readonly memory: Memory;
  readonly salt: () => string;
  readonly load: (needs: readonly Need[]) => Promise<void>;
  /** A rule of ours broke on a fact: told to the log of the process, never to the sender. */
  readonly broken: (kind: string, id: string, error: unknown) => void;
}

/** The facts that come next, for a look ahead; made only when something must be read. */
type Following = () => readonly (Incoming | Unreadable)[];

/** One group of facts on its way into the log, in order of arrival. */
export class Batch {
  readonly additions: Additions;
  readonly receipts: Receipt[] = [];
  private readonly around: Surroundings;
  private readonly seen = new Map<string, Incoming>();
  /** Held facts that took effect: one that waits for two facts, of which the second waited for the first, comes up twice. */
  private readonly released = new Set<string>();
  /** `device|seq` pairs known to be taken by another fact; filled after the database refused a batch. */
  private readonly taken: ReadonlyMap<string, string>;

  constructor(around: Surroundings, head: Head, taken: ReadonlyMap<string, string>) {
    this.around = around;
    this.additions = new Additions(head, around.programme);
    this.taken = taken;
    around.memory.rows.closedThrough = head.closed_through;
  }

  /** May be called several times: what comes later is judged on what came before. */
  async take(given: readonly (Incoming | Unreadable)[]): Promise<void> {
    for (let i = 0; i < given.length; i += 1) {
      const one = given[i] as Incoming | Unreadable;
      const following = () => given.slice(i + 1, i + 600);
      this.receipts.push(isReadable(one) ? await this.one(one, following) : this.unreadable(one));
    }
  }

  private async one(given: Incoming, following: Following): Promise<Receipt> {
    const { fact } = given;
    const twin = this.taken.get(`${fact.device}|${fact.seq}`);
    if (twin !== undefined && twin !== fact.id)
      return this.quarantine(given, [refuse('device.cloned', { seq: fact.seq })]);
    if (this.around.memory.known.get(fact.id)) return this.again(given);
    const number = this.additions.head.number + 1;
    const verdict = await this.judged(given, number, following);
    if (verdict.outcome === 'quarantined') return this.quarantine(given, verdict.flags);
    const landed = this.append(given, number, verdict);
    this.seen.set(fact.id, given);
    if (verdict.outcome === 'held') {
      this.additions.hold(fact.id, verdict.missing);
      for (const id of verdict.missing) this.waitingFor(id).add(fact.id);
    } else if (verdict.outcome !== 'rejected') {
      this.settle(given, landed, verdict);
      if (this.around.memory.waiting.has(fact.id)) await this.release(fact.id);
    }
    return { id: fact.id, outcome: verdict.outcome, number, flags: verdict.flags, visibleAt: null };
  }

  /** Judges until everything it asks for is loaded; each time also looks ahead, so that a batch loads set-wise. */
  private async judged(given: Incoming, number: number, following: Following): Promise<Verdict> {
    const { memory, registry, load } = this.around;
    const knowing = (id: string) => memory.known.get(id) ?? null;
    let asking: readonly Incoming[] | null = null;
    for (let round = 0; round < 500; round += 1) {
      try {
        const verdict = judge(given, number, memory.rows, registry, knowing);
        // A request refused for what it would do to the book leaves nothing of it to the next fact.
        if (verdict.outcome !== 'accepted' && verdict.outcome !== 'flagged') memory.rows.drop();
        return verdict;
      } catch (error) {
        memory.rows.drop();
        if (!(error instanceof NotLoaded)) {
          this.around.broken(given.fact.kind, given.fact.id, error);
          return { outcome: 'quarantined', flags: [refuse('fact.unexpected')], missing: [], scope: null, entries: [] };
        }
        // A fact that waited was not among those whose hints were followed when they came in.
        const needs: Need[] = [...error.needs, ...(round === 0 ? hintsOf(given.fact, registry) : [])];
        asking = this.ahead(asking ?? following().filter(isReadable), number, needs);
        await load(needs);
      }
    }
    return impossible('a fact that never stops asking');
  }

  /** Adds what the next facts will ask for, and answers who asked: only those are looked at again in the next round. */
  private ahead(following: readonly Incoming[], number: number, needs: Need[]): Incoming[] {
    const { memory, registry } = this.around;
    const knowing = (id: string) => memory.known.get(id) ?? null;
    const asking: Incoming[] = [];
    for (const next of following) {
      if (memory.known.get(next.fact.id)) continue;
      try {
        judge(next, number, memory.rows, registry, knowing);
      } catch (error) {
        // Only a guess at what will be asked: what fails here for another reason is judged again in its turn.
        if (error instanceof NotLoaded) {
          needs.push(...error.needs);
          asking.push(next);
        }
      }
      memory.rows.drop();
    }
    return asking;
  }

  private append(given: Incoming, number: number, verdict: Verdict): Landed<Record<string, unknown>> {
    const { fact, kind } = given;
    const person = kind.about === 'id' ? fact.id : kind.about ? String(fact.body[kind.about]) : null;
    const keeps = given.personalText !== null && person !== null && !this.around.memory.erased.has(person);
    const salt = keeps ? (given.salt?.(fact) ?? this.around.salt()) : '';
    this.additions.fact({
      number,
      id: fact.id,
      kind: fact.kind,
      version: fact.version,
      author: fact.author,
      device: fact.device,
      seq: fact.seq,
      at_ms: Date.parse(fact.at),
      received_ms: given.receivedMs,
      clock_offset: fact.offset,
      corrects: fact.corrects ?? null,
      scope: verdict.scope,
      outcome: verdict.outcome as 'accepted',
      prev_hash: fact.prevHash,
      commitment: keeps ? commitment(salt, given.personalText as string) : null,
      deps: fact.deps.length > 0 ? fact.deps : null,
      flags: verdict.flags.length > 0 ? verdict.flags : null,
      files: fact.files.length > 0 ? fact.files : null,
      body: given.bodyText,
    });
    if (keeps) this.additions.keepPersonal(person, fact.id, salt, given.personalText as string);
    this.around.memory.known.set(fact.id, {
      kind: fact.kind,
      scope: verdict.scope,
      effective: verdict.outcome === 'accepted' || verdict.outcome === 'flagged',
    });
    this.around.memory.saw(fact);
    // Remembered also when it has no effect: it may come again before it is stored.
    const landed = verdict.landed ?? landedAs(given, number, verdict.scope);
    this.around.memory.rows.facts.set(fact.id, landed);
    return landed;
  }

  /** The fact has its effect: rows kept, entries posted, and remembered for those that build on it. */
  private settle(given: Incoming, landed: Landed<Record<string, unknown>>, verdict: Verdict): void {
    const { memory, registry, programme } = this.around;
    const { fact, kind } = given;
    memory.rows.keep();
    this.additions.post(fact.id, landed.number, verdict.entries, memory.rows, registry);
    memory.rows.facts.set(fact.id, landed);
    memory.rows.entries.set(
      fact.id,
      verdict.entries.filter((e) => !e.reversal),
    );
    const moved = kind.moves && fact.body[kind.moves[1]];
    if (kind.moves && typeof moved === 'string') {
      const entity = String(fact.body[kind.moves[0]]);
      const known = memory.known.get(entity);
      if (known) memory.known.set(entity, { ...known, scope: moved });
    }
    this.additions.head.closed_through = closedBy(fact, this.additions.head.closed_through);
    memory.rows.closedThrough = this.additions.head.closed_through;
    if (kind.kind === registry.erasing.kind) {
      for (const person of registry.erasing.people(landed, memory.rows)) {
        memory.erased.add(person);
        this.additions.erase(person, given.receivedMs);
        this.forgetPersonal(person);
      }
    }
    if (fact.programme !== programme) impossible('a fact of another programme');
  }

  /** What is remembered of her goes with what is stored. */
  private forgetPersonal(person: string): void {
    const { memory, registry } = this.around;
    for (const [id, remembered] of memory.rows.facts) {
      const fact = remembered as Landed<Record<string, unknown>>;
      const kind = registry.kinds.get(fact.kind);
      if (!kind?.about || (kind.about === 'id' ? id : fact.body[kind.about]) !== person) continue;
      const open = Object.entries(fact.body).filter(([field]) => !kind.personal.includes(field));
      memory.rows.facts.set(id, { ...fact, body: Object.fromEntries(open) });
    }
  }

  /** Facts that waited for this one take effect now, each with a number of its own. */
  private async release(id: string): Promise<void> {
    const { memory, registry, load } = this.around;
    const candidates = memory.waiting.get(id);
    if (!candidates) return;
    memory.waiting.delete(id);
    for (const candidate of candidates) {
      if (this.released.has(candidate)) continue;
      const inBatch = this.seen.get(candidate);
      if (!inBatch) await load([{ fact: candidate }]);
      const given = inBatch ?? incomingOf(memory.rows.fact<Landed<Record<string, unknown>>>(candidate), registry);
      if (given.refs.some((r) => !memory.known.get(r.id)?.effective)) continue;
      this.released.add(candidate);
      const number = this.additions.head.number + 1;
      const verdict = await this.judged(given, number, () => []);
      const outcome = verdict.outcome === 'accepted' || verdict.outcome === 'flagged' ? verdict.outcome : 'rejected';
      this.additions.release({
        number,
        fact: candidate,
        released_ms: given.receivedMs,
        scope: verdict.scope,
        outcome,
        flags: verdict.flags.length > 0 ? verdict.flags : null,
      });
      memory.known.set(candidate, { kind: given.kind.kind, scope: verdict.scope, effective: outcome !== 'rejected' });
      if (outcome === 'rejected') continue;
      this.settle(given, landedAs(given, number, verdict.scope), verdict);
      await this.release(candidate);
    }
  }

  private waitingFor(id: string): Set<string> {
    const found = this.around.memory.waiting.get(id) ?? new Set<string>();
    this.around.memory.waiting.set(id, found);
    return found;
  }

  /** The same id once more: the same content is a duplicate, other content is kept apart for a person to look at. */
  private async again(given: Incoming): Promise<Receipt> {
    const { memory, load } = this.around;
    const { fact } = given;
    const first = this.seen.get(fact.id);
    if (!first) await load([{ fact: fact.id }]);
    const stored = first ? landedAs(first, 0, null) : memory.rows.fact<Landed<Record<string, unknown>>>(fact.id);
    const erased =
      given.personalText !== null && given.kind.personal.every((field) => stored.body[field] === undefined);
    const same =
      content(stored, given, erased) === content({ ...fact, number: 0, receivedAt: '', scope: null }, given, erased);
    if (!same) return this.quarantine(given, [refuse('fact.same-id-other-content')]);
    return { id: fact.id, outcome: 'duplicate', number: stored.number || null, flags: [], visibleAt: null };
  }

  private quarantine(given: Incoming, flags: readonly Refusal[]): Receipt {
    const raw = given.fact;
    const row = {
      id: raw.id,
      received_ms: given.receivedMs,
      device: raw.device,
      author: raw.author,
      code: flags[0]?.code ?? 'fact.unexpected',
      flags,
      raw,
    };
    this.additions.quarantine({ ...row, digest: `\\x${sha256(canonical(raw))}` });
    return { id: raw.id, outcome: 'quarantined', number: null, flags, visibleAt: null };
  }

  private unreadable(given: Unreadable): Receipt {
    const text = JSON.stringify(given.raw ?? null);
    const digest = sha256(text);
    const hex = digest.slice(0, 32);
    // What cannot be read may have no usable id; its content names it then.
    const id =
      given.id && /^[0-9a-f-]{36}$/.test(given.id)
        ? given.id
        : `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    const row = {
      id,
      received_ms: given.receivedMs,
      device: null,
      author: null,
      code: given.refusals[0]?.code ?? 'fact.unreadable',
      flags: given.refusals,
    };
    this.additions.quarantine({ ...row, raw: JSON.parse(text), digest: `\\x${digest}` });
    return { id: given.id ?? id, outcome: 'quarantined', number: null, flags: given.refusals, visibleAt: null };
  }
}

/** A stored fact as if it came in again, for its release. */
function incomingOf(stored: Landed<Record<string, unknown>>, registry: Registry): Incoming {
  const kind = registry.kinds.get(stored.kind) ?? impossible(`no kind ${stored.kind}`);
  const { number: _number, receivedAt, scope: _scope, ...fact } = stored;
  const refs = [
    ...refsOf(kind, fact.body),
    ...fact.deps.map((id) => ({ id, entity: 'any' })),
    ...(fact.corrects ? [{ id: fact.corrects, entity: 'any' }] : []),
  ];
  return { fact, kind, bodyText: '', personalText: null, refs, receivedMs: Date.parse(receivedAt), receivedAt };
}

/** What makes two facts with one id the same. Personal fields that were erased meanwhile are not compared. */
function content(fact: Landed<Record<string, unknown>>, given: Incoming, erased = false): string {
  const { number: _number, receivedAt: _received, scope: _scope, body, offset: _offset, ...rest } = fact;
  const open = Object.fromEntries(
    Object.entries(body).filter(([key]) => !erased || !given.kind.personal.includes(key)),
  );
  return canonical({ ...rest, corrects: rest.corrects ?? null, body: open });
}
