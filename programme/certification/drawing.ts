import type { Risk } from './rules.ts';

/** Members at risk are drawn two and three times as likely. */
const weights: Readonly<Record<Risk, number>> = { low: 1, medium: 2, high: 3 };

/** A number in (0, 1] of a seed and an id, the same everywhere: FNV-1a and a last mixing. */
function chanceOf(seed: number, id: string): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < id.length; i += 1) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 0x1_0000_0000 + 2 ** -33;
}

/**
 * Draws members without putting back, by weight (Efraimidis and Spirakis: the smallest -ln(u) / weight win). Whoever has the
 * seed, the members and their risk draws the same.
 */
export function drawn(
  members: readonly { readonly id: string; readonly risk: Risk }[],
  size: number,
  seed: number,
): string[] {
  return members
    .map(({ id, risk }) => ({ id, key: -Math.log(chanceOf(seed, id)) / weights[risk] }))
    .sort((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id);
}
