import { isLasting, NoRoom, type Store, type Write } from '#kernel/phone/keeping.ts';
import { memoryStore } from '#kernel/phone/memoryStore.ts';

/** The phone died: what was to be written may or may not be on the disk. */
export class Crash extends Error {
  constructor() {
    super('crash');
  }
}

type Done = { readonly write: Write } | { readonly spared: true };

/**
 * A phone's disk. It may run full, die at one of its next writes (before it, or after it without having heard of it), and
 * after a power cut it has forgotten the last writes that did not ask to be lasting.
 */
export class Disk implements Store {
  private kept = memoryStore();
  private done: { readonly what: Done; readonly lasting: boolean }[] = [];
  private readonly lasting: (write: Write) => boolean;
  /** How many facts and documents find room. */
  room = Number.POSITIVE_INFINITY;
  dies: { nth: number; after: boolean } | null = null;

  constructor(lasting: (write: Write) => boolean = isLasting) {
    this.lasting = lasting;
  }

  meta = () => this.kept.meta();
  facts = () => this.kept.facts();
  documents = (kind: string) => this.kept.documents(kind);
  versions = () => this.kept.versions();
  draft = (key: string) => this.kept.draft(key);
  saveDraft = (key: string, value: unknown) => this.kept.saveDraft(key, value);
  drafts = () => this.kept.drafts();

  async apply(write: Write): Promise<void> {
    const death = this.dies !== null && this.dies.nth-- <= 0 ? this.dies : null;
    if (death) this.dies = null;
    if (death && !death.after) throw new Crash();
    if (this.room < Number.POSITIVE_INFINITY && (await this.grown(write)) > this.room) throw new NoRoom();
    await this.kept.apply(write);
    this.done.push({ what: { write }, lasting: this.lasting(write) });
    if (death) throw new Crash();
  }

  async spare(): Promise<boolean> {
    const spared = await this.kept.spare();
    if (spared) this.done.push({ what: { spared: true }, lasting: true });
    return spared;
  }

  async size(): Promise<number> {
    let n = (await this.kept.facts()).length;
    for (const list of (await this.kept.versions()).values()) n += list.length;
    return n;
  }

  /** At most so much: what replaces something is counted as if it were new. */
  private async grown(write: Write): Promise<number> {
    if (write.clearDocuments) return (write.documents?.length ?? 0) + (write.facts?.length ?? 0);
    const gone = (write.goneDocuments?.length ?? 0) + (write.forgetFacts?.length ?? 0);
    const here = new Set((await this.kept.facts()).map((k) => k.id));
    const facts = (write.facts ?? []).filter((k) => !here.has(k.id)).length;
    return (await this.size()) + facts + (write.documents?.length ?? 0) - gone;
  }

  /** The battery falls out: `lost` of the last writes that were not lasting never reached the disk. */
  async powerCut(lost: number): Promise<void> {
    let keep = this.done.length;
    for (let n = 0; n < lost && keep > 0 && !this.done[keep - 1]?.lasting; n += 1) keep -= 1;
    if (keep === this.done.length) return;
    this.done = this.done.slice(0, keep);
    this.kept = memoryStore();
    for (const { what } of this.done) await ('write' in what ? this.kept.apply(what.write) : this.kept.spare());
  }

  /** The same disk in a second phone. */
  copy(): Disk {
    const made = new Disk(this.lasting);
    made.done = [...this.done];
    return made;
  }

  /** Reads a copied disk for the first time. */
  async started(): Promise<this> {
    for (const { what } of this.done) await ('write' in what ? this.kept.apply(what.write) : this.kept.spare());
    return this;
  }
}
