// A browser's own SHA-256 answers later and only on secure pages; a fact's place in its device's chain is needed at once.
const k = Uint32Array.from({ length: 64 }, (_, i) => fraction(Math.cbrt(prime(i))));
const start = Array.from({ length: 8 }, (_, i) => fraction(Math.sqrt(prime(i))));

function prime(nth: number): number {
  let found = -1;
  for (let n = 2; ; n += 1) {
    let divides = false;
    for (let d = 2; d * d <= n; d += 1) divides ||= n % d === 0;
    if (!divides && (found += 1) === nth) return n;
  }
}

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 4_294_967_296) >>> 0;
}

/** Hex SHA-256 of a text in UTF-8. */
export function sha256(text: string): string {
  const bytes = padded(new TextEncoder().encode(text));
  const view = new DataView(bytes.buffer);
  const h = Uint32Array.from(start);
  const w = new Uint32Array(64);
  for (let block = 0; block < bytes.length; block += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(block + i * 4);
    for (let i = 16; i < 64; i += 1) {
      const [a, b] = [w[i - 15] as number, w[i - 2] as number];
      const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
      const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
      w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) >>> 0;
    }
    stir(h, w);
  }
  return Array.from(h, (n) => n.toString(16).padStart(8, '0')).join('');
}

const turned = (n: number, by: number): number => (n >>> by) | (n << (32 - by));

function padded(text: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((((text.length + 8) >> 6) << 6) + 64);
  bytes.set(text);
  bytes[text.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(text.length / 536_870_912));
  view.setUint32(bytes.length - 4, (text.length * 8) >>> 0);
  return bytes;
}

function stir(h: Uint32Array, w: Uint32Array): void {
  let [a, b, c, d, e, f, g, last] = h as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i += 1) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const t1 = (last + s1 + ((e & f) ^ (~e & g)) + (k[i] as number) + (w[i] as number)) >>> 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [last, g, f, e, d, c, b, a] = [g, f, e, (d + t1) >>> 0, c, b, a, (t1 + t2) >>> 0];
  }
  [a, b, c, d, e, f, g, last].forEach((n, i) => {
    h[i] = ((h[i] as number) + n) >>> 0;
  });
}
