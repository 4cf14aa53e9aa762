/** Crockford's digits: no I, L, O or U, so that what is read aloud or from a worn card is typed right. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bytes as text that people and QR codes like: capitals and digits (a QR code keeps those in half the squares). */
export function base32(bytes: Uint8Array): string {
  let [out, rest, bits] = ['', 0, 0];
  for (const byte of bytes) {
    rest = (rest << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += digits.charAt((rest >> bits) & 31);
    }
    rest &= (1 << bits) - 1;
  }
  return bits > 0 ? out + digits.charAt((rest << (5 - bits)) & 31) : out;
}

/** The bytes again; null when a character is none of the digits. Reads o as 0, i and l as 1. */
function fromBase32(text: string): Uint8Array | null {
  const out: number[] = [];
  let [rest, bits] = [0, 0];
  for (const letter of plain(text)) {
    const value = digits.indexOf(letter);
    if (value < 0) return null;
    rest = (rest << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out.push((rest >> bits) & 255);
    rest &= (1 << bits) - 1;
  }
  return Uint8Array.from(out);
}

const plain = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s\-–—_]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

const idBytes = (id: string): Uint8Array =>
  Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** The id as the card carries it: 26 characters. */
const idText = (id: string): string => base32(idBytes(id));

/**
 * What the card's QR code says: whose card, and the server's mark (people/cards.ts). No name, no document, nothing about
 * the person. A card that a phone shows before the registration has arrived has no mark yet.
 */
export const cardCode = (id: string, mark: string | null): string =>
  mark === null ? `M1.${idText(id)}` : `M1.${idText(id)}.${mark}`;

/**
 * The card as an address that any phone's camera opens: the passbook of whoever holds it. What is hers stands behind the
 * `#`, which no browser sends and no server writes down. Capitals, because a QR code keeps those in half the squares.
 * Without TLS, or without a mark yet, a camera could not open it: then the code alone, which `readCode` reads as well.
 */
export function cardAddress(origin: string, code: string): string {
  const opens = origin.startsWith('https:') && code.split('.').length === 3;
  return opens ? `${origin.toUpperCase()}/L#${code}` : code;
}

/** How many characters the server's mark has: 40 bits, too many to guess one by one at a counter or over the network. */
const markLength = 8;

/** A human code begins with a letter, so that it is never taken for a DNI. */
const letters = 'ABCDEFGHJKMNPQRS';

/**
 * The large code under the QR code, for reading aloud and typing: `K73M-9Q2X`. It follows from the id alone, so a phone
 * writes it for somebody registered a minute ago. The eighth character checks the other seven.
 */
export function humanCode(id: string): string {
  const tail = BigInt(`0x${id.replaceAll('-', '').slice(-9)}`);
  let seven = letters.charAt(Number((tail >> 30n) & 15n));
  for (let shift = 25n; shift >= 0n; shift -= 5n) seven += digits.charAt(Number((tail >> shift) & 31n));
  return `${seven.slice(0, 4)}-${seven.slice(4)}${checkOf(seven)}`;
}

/** The end of an id that a human code stands for, as a number; several ids may have it. */
export const tailOf = (code: string): bigint =>
  [...code.replace('-', '').slice(0, 7)].reduce(
    (sum, letter, i) =>
      sum * (i === 0 ? 16n : 32n) + BigInt(i === 0 ? letters.indexOf(letter) : digits.indexOf(letter)),
    0n,
  );
/** How many bits of an id's end that is. */
export const tailBits = 34n;

// Weights without a common part with 31: one wrong character or two exchanged neighbours change the sum.
function checkOf(seven: string): string {
  const sum = [...seven].reduce((total, letter, i) => total + digits.indexOf(letter) * (i + 2), 0);
  return digits.charAt(sum % 31);
}

export type ReadCode =
  | { readonly kind: 'card'; readonly id: string; readonly mark: string | null }
  | { readonly kind: 'human'; readonly code: string }
  /** Eight characters that are no code: one of them was read or typed wrong. */
  | { readonly kind: 'mistyped' }
  | { readonly kind: 'other' };

/** What a scanned or typed text is. The form alone is looked at; whether the mark is the server's, the server knows. */
export function readCode(text: string): ReadCode {
  const parts = text
    .trim()
    .toUpperCase()
    .replace(/^HTTPS?:[^#]*#/, '')
    .split('.');
  if (parts[0] === 'M1' && parts.length <= 3) {
    const bytes = parts[1]?.length === 26 ? fromBase32(parts[1]) : null;
    const mark = parts[2] === undefined ? null : plain(parts[2]);
    const marked = mark === null || (mark.length === markLength && fromBase32(mark) !== null);
    if (bytes?.length !== 16 || !marked) return { kind: 'other' };
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const id = [8, 12, 16, 20, 32].map((end, i, ends) => hex.slice(i === 0 ? 0 : ends[i - 1], end)).join('-');
    return { kind: 'card', id, mark };
  }
  const eight = plain(text);
  if (eight.length !== 8 || !letters.includes(eight.charAt(0)) || !fromBase32(eight)) return { kind: 'other' };
  if (checkOf(eight.slice(0, 7)) !== eight.charAt(7)) return { kind: 'mistyped' };
  return { kind: 'human', code: `${eight.slice(0, 4)}-${eight.slice(4)}` };
}
