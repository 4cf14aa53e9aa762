import { unitOf } from './rules.ts';

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly corrects?: string;
}
type Input = { lot: string; grams: number };
type Receipt = { id: string; plot: string; grams: number; state: 'wet' | 'dry' };

/** A lot or shipment: what went in, by whom, and nothing that could be computed. */
interface Node {
  readonly grams: number;
  readonly unit: string;
  readonly receipts: Receipt[];
  inputs: Input[];
  void: boolean;
  /** Found by counts: all of it, and the part of no known lot. */
  adjusted: number;
  strange: number;
}

/**
 * Lots as plainly as they can be told: facts in a list, everything else asked by walking it again. Knows nothing of
 * tables, the book or set-wise SQL; a test compares it with them.
 */
export class Model {
  readonly nodes: string[] = [];
  private readonly of = new Map<string, Node>();
  private readonly bought = new Map<string, Receipt>();
  private readonly facts = new Map<string, Told>();
  /** Facts that can be taken back. */
  standing: string[] = [];

  get size(): number {
    return this.nodes.length;
  }

  get lotIds(): string[] {
    return this.nodes.filter((id) => this.kindOf(id) !== 'lots.shipmentSent');
  }

  get purchaseIds(): string[] {
    return [...this.bought.keys()];
  }

  kindOf(id: string): string {
    return this.facts.get(id)?.kind ?? '';
  }

  tell(told: Told): void {
    const { id, kind, body } = told;
    if (kind === 'ledger.voided') {
      this.takeBack(String(body['fact']));
      return;
    }
    const links = told.corrects ? this.linksOf(told) : [];
    if (told.corrects) this.takeBack(told.corrects);
    this.facts.set(id, told);
    if (kind === 'purchasing.cocoaBought') {
      const state = body['state'] as 'wet' | 'dry';
      this.bought.set(id, { id, plot: String(body['plot'] ?? 'unknown'), grams: Number(body['gross']), state });
      return;
    }
    this.standing.push(id);
    if (kind === 'lots.lotAdjusted') {
      this.adjust(body, 1);
      return;
    }
    const receipts = kind === 'lots.lotReceived' ? this.counted(body['purchases'] as string[]) : [];
    const inputs = kind === 'lots.lotReceived' ? [] : (body['inputs'] as Input[]);
    const weighed = [...receipts, ...(kind === 'lots.shipmentSent' ? inputs : [])].reduce((sum, r) => sum + r.grams, 0);
    const unit = unitOf((body['state'] ?? receipts[0]?.state ?? 'wet') as 'wet');
    const grams = kind === 'lots.lotMade' ? Number(body['grams']) : weighed;
    this.of.set(id, { grams, unit, receipts, inputs: [...inputs], void: false, adjusted: 0, strange: 0 });
    this.nodes.push(id);
    if (grams === 0) return;
    for (const old of links) this.stand(old, id);
  }

  /** Grams of a node as made, counts included. */
  weight(id: string): number {
    const { grams, adjusted } = this.node(id);
    return grams + adjusted;
  }

  /** What is left of every lot, where it is not nothing. */
  stock(): [string, number][] {
    const left = this.lotIds.map((id): [string, number] => {
      const node = this.node(id);
      const came = node.void ? node.inputs.reduce((sum, input) => sum + input.grams, 0) : node.grams;
      return [id, came + node.adjusted - this.drawn(id)];
    });
    return left.filter(([, grams]) => grams !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The plots behind a node: a union, never computed from shares. */
  origins(id: string): Set<string> {
    const { receipts, inputs, strange } = this.node(id);
    const found = new Set(receipts.map((receipt) => receipt.plot));
    if (strange > 0 || (this.isOrphan(id) && this.weight(id) > 0)) found.add('unknown');
    for (const { lot } of inputs) {
      if (this.isOrphan(lot)) found.add('unknown');
      for (const plot of this.origins(lot)) found.add(plot);
    }
    return found;
  }

  /** Share of each plot in a node, by weight of what went in. */
  composition(id: string): Map<string, number> {
    const { receipts, inputs, strange: found, grams } = this.node(id);
    // Found beans lie among what was made; parts are of what went in.
    const into = [...receipts, ...inputs].reduce((sum, part) => sum + part.grams, 0);
    const strange = into > 0 && grams > 0 ? (found * into) / grams : found;
    const shares = new Map<string, number>();
    const add = (plot: string, share: number) => shares.set(plot, (shares.get(plot) ?? 0) + share);
    const total = [...receipts, ...inputs].reduce((sum, part) => sum + part.grams, strange);
    if (total === 0) return new Map([['unknown', 1]]);
    for (const receipt of receipts) add(receipt.plot, receipt.grams / total);
    if (strange > 0) add('unknown', strange / total);
    for (const input of inputs)
      for (const [plot, share] of this.composition(input.lot)) add(plot, (share * input.grams) / total);
    return shares;
  }

  private node(id: string): Node {
    const found = this.of.get(id);
    if (!found) throw new Error(`the model has no ${id}`);
    return found;
  }

  /** Taken back, and nothing stands for it; or never made of anything. */
  private isOrphan(id: string): boolean {
    const { receipts, inputs } = this.node(id);
    return receipts.length === 0 && inputs.length === 0;
  }

  private drawn(id: string): number {
    const inputs = this.nodes.flatMap((node) => this.node(node).inputs);
    return inputs.reduce((sum, input) => sum + (input.lot === id ? input.grams : 0), 0);
  }

  private counted(named: readonly string[]): Receipt[] {
    const out: Receipt[] = [];
    for (const id of named) {
      const receipt = this.bought.get(id);
      const taken = this.nodes.some((node) => this.node(node).receipts.some((r) => r.id === id));
      const fits = receipt && !taken && !out.includes(receipt) && (out[0]?.state ?? receipt.state) === receipt.state;
      if (fits) out.push(receipt);
    }
    return out;
  }

  private adjust(body: Record<string, unknown>, sign: 1 | -1): void {
    const node = this.node(String(body['lot']));
    const delta = Number(body['delta']);
    node.adjusted += sign * delta;
    if (!body['sameLot']) node.strange += sign * Math.max(0, delta);
  }

  private takeBack(id: string): void {
    const told = this.facts.get(id);
    this.standing = this.standing.filter((other) => other !== id);
    if (!told) throw new Error(`the model never heard of ${id}`);
    if (told.kind === 'lots.lotAdjusted') {
      this.adjust(told.body, -1);
      return;
    }
    const node = this.node(id);
    node.void = true;
    node.inputs = [];
    node.receipts.length = 0;
    for (const other of this.nodes) {
      const stood = this.node(other);
      if (stood.void) stood.inputs = stood.inputs.filter((input) => input.lot !== id);
    }
  }

  /** Lots of the chain of corrections, the latest first. */
  private linksOf(told: Told): string[] {
    const out: string[] = [];
    for (let at = told.corrects; at; at = this.facts.get(at)?.corrects) out.push(at);
    return out;
  }

  private stand(old: string, by: string): void {
    const grams = this.drawn(old);
    const loops = this.behind(by).has(old);
    if (grams === 0 || loops || this.node(old).unit !== this.node(by).unit) return;
    this.node(old).inputs = [{ lot: by, grams }];
    this.node(old).strange = 0;
  }

  private behind(id: string): Set<string> {
    const found = new Set<string>();
    for (const { lot } of this.node(id).inputs) for (const more of [lot, ...this.behind(lot)]) found.add(more);
    return found;
  }
}
