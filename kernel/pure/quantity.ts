/** How a line is rounded; named so that a statement can say it. */
export type Rounding = 'half-up' | 'down' | 'up' | 'half-even';

/** a × b / c in exact integers with one named rounding. Away from zero for `up`, towards zero for `down`. */
export function mulDiv(
  a: number | bigint,
  b: number | bigint,
  c: number | bigint,
  rounding: Rounding = 'half-up',
): number {
  const n = BigInt(a) * BigInt(b);
  const d = BigInt(c);
  if (d === 0n) throw new RangeError('mulDiv by zero');
  const negative = n < 0n !== d < 0n;
  const an = n < 0n ? -n : n;
  const ad = d < 0n ? -d : d;
  let q = an / ad;
  const r = an % ad;
  if (r !== 0n) {
    const twice = r * 2n;
    if (rounding === 'up' || (rounding === 'half-up' && twice >= ad)) q += 1n;
    else if (rounding === 'half-even' && (twice > ad || (twice === ad && q % 2n === 1n))) q += 1n;
  }
  return safe(negative ? -q : q);
}

/** A bigint as a checked integer; beyond 2^53 it throws instead of losing céntimos. */
export function safe(n: bigint | number): number {
  const out = Number(n);
  if (!Number.isSafeInteger(out)) throw new RangeError('amount beyond 2^53');
  return Object.is(out, -0) ? 0 : out;
}

/**
 * Splits a whole into parts by weights, exactly (largest remainder, ties to the first): Σ parts = whole.
 * Used for kilos per plot and céntimos per line. Weights are non-negative integers, not all zero.
 */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, w) => sum + BigInt(w), 0n);
  if (total === 0n) throw new RangeError('nothing to apportion by');
  const parts = weights.map((w, i) => {
    const n = BigInt(whole) * BigInt(w);
    return { i, q: n / total, r: n % total };
  });
  let left = BigInt(whole) - parts.reduce((sum, p) => sum + p.q, 0n);
  for (const p of [...parts].sort((x, y) => (x.r === y.r ? x.i - y.i : x.r > y.r ? -1 : 1))) {
    if (left <= 0n) break;
    p.q += 1n;
    left -= 1n;
  }
  return parts.map((p) => safe(p.q));
}

/** Céntimos as people read them in Peru: `S/ 6,717.65`. */
export function soles(centimos: number): string {
  const abs = Math.abs(centimos);
  const whole = String(Math.floor(abs / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${centimos < 0 ? '-' : ''}S/ ${whole}.${String(abs % 100).padStart(2, '0')}`;
}

/** Grams as kilos, without loss: `405.9`. */
export function kilos(grams: number): string {
  const abs = Math.abs(grams);
  const rest = String(abs % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${grams < 0 ? '-' : ''}${Math.floor(abs / 1000)}${rest ? `.${rest}` : ''}`;
}
