/** Values that the words of a refusal need. Never a person's name or document: refusals travel through logs. */
export type RefusalParams = Readonly<Record<string, string | number | boolean | null>>;

/** Why something is refused or flagged: a stable code, and the values that its sentence needs. */
export interface Refusal {
  readonly code: string;
  readonly params: RefusalParams;
  /** Path of the field that the sentence speaks of, e.g. `bags.0.gross`. */
  readonly at?: string;
}

/** A refusal as data. `refuse('nursery.too-few', { ready: 40 })` */
export function refuse(code: string, params: RefusalParams = {}, at?: string): Refusal {
  return at === undefined ? { code, params } : { code, params, at };
}

/** A mistake of the caller that ends the call: turned into 4xx with coded refusals at the one place that answers. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];
  readonly status: number;
  constructor(refusals: readonly Refusal[], status = 400) {
    super(refusals.map((r) => r.code).join(', '));
    this.name = 'Refused';
    this.refusals = refusals;
    this.status = status;
  }
}

/** A broken assumption of ours: throws, and never speaks to the user. */
export function impossible(what: string): never {
  throw new Error(`impossible: ${what}`);
}
