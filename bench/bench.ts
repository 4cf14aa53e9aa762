/** What a bench answers: figures, and whether the limits of its promise hold. */
export interface Measured {
  /** The smallest ratio to the peer of the same run, when there is one. */
  readonly ratio?: number;
  readonly limits: Readonly<Record<string, number>>;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly pass: boolean;
}

export interface BenchOptions {
  /** Also at a million facts: takes minutes. */
  readonly full: boolean;
  /** A told season's data directory to measure on (it is copied); without it one is told first. */
  readonly data: string | null;
  /** Says on stderr what is being done. */
  readonly note: (text: string) => void;
}

export interface Bench {
  readonly name: string;
  /** One line: what is measured beside what. */
  readonly about: string;
  readonly run: (options: BenchOptions) => Promise<Measured>;
}

/** The value that this share of all others is not above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Milliseconds of one run. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const began = performance.now();
  const value = await work();
  return { ms: performance.now() - began, value };
}

/** Milliseconds of each of several runs. */
export async function repeated(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const out: number[] = [];
  for (let i = 0; i < times; i += 1) out.push((await timed(work)).ms);
  return out;
}
