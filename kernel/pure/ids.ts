/** 16 random bytes; the caller brings the source (crypto on devices, a seeded one in the season). */
export type RandomBytes = (bytes: Uint8Array) => Uint8Array;

const hex = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** A UUIDv7 from a time in ms and a random source: ids sort by when they were made, on any device, without a server. */
export function uuid7(ms: number, random: RandomBytes): string {
  const b = random(new Uint8Array(16));
  let t = Math.floor(ms);
  for (let i = 5; i >= 0; i -= 1) {
    b[i] = t % 256;
    t = Math.floor(t / 256);
  }
  b[6] = ((b[6] as number) & 0x0f) | 0x70;
  b[8] = ((b[8] as number) & 0x3f) | 0x80;
  let out = '';
  for (let i = 0; i < 16; i += 1) {
    if (i === 4 || i === 6 || i === 8 || i === 10) out += '-';
    out += hex[b[i] as number];
  }
  return out;
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a lower-case RFC 9562 UUID. Upper case is refused: one thing, one spelling. */
export function isUuid(text: string): boolean {
  return uuidShape.test(text);
}

/**
 * A seeded random source for the season and tests (xoshiro128** over splitmix32). Never for keys or salts in production.
 * `next()` in [0,1), `bytes` fills an array, `int(n)` in [0,n).
 */
export interface Seeded {
  next(): number;
  int(below: number): number;
  pick<T>(list: readonly T[]): T;
  chance(p: number): boolean;
  bytes: RandomBytes;
}

export function seeded(seed: number): Seeded {
  let s = seed >>> 0;
  const mix = () => {
    s = (s + 0x9e3779b9) >>> 0;
    let z = s;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [mix(), mix(), mix(), mix()];
  const rotl = (x: number, k: number) => ((x << k) | (x >>> (32 - k))) >>> 0;
  const u32 = () => {
    const result = Math.imul(rotl(Math.imul(b, 5) >>> 0, 7), 9) >>> 0;
    const t = (b << 9) >>> 0;
    c = (c ^ a) >>> 0;
    d = (d ^ b) >>> 0;
    b = (b ^ c) >>> 0;
    a = (a ^ d) >>> 0;
    c = (c ^ t) >>> 0;
    d = rotl(d, 11);
    return result;
  };
  const int = (below: number) => Math.floor((u32() / 4294967296) * below);
  return {
    next: () => u32() / 4294967296,
    int,
    pick: (list) => list[int(list.length)] as (typeof list)[number],
    chance: (p) => u32() / 4294967296 < p,
    bytes: (out) => {
      for (let i = 0; i < out.length; i += 1) out[i] = u32() & 255;
      return out;
    },
  };
}
