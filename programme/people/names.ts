import { editDistance, fold, spanishSound } from '#kernel/pure/fold.ts';

/** A name as forms ask for it, or as one text when nobody knows which part is which. */
export type PersonName = string | { readonly given: string; readonly surnames: string };

export interface Token {
  /** Folded, with its particle: `delacruz`. */
  readonly text: string;
  /** Without the particle: `cruz`. */
  readonly core: string;
  readonly sound: string;
  /** The first consonants of the sound; null when they are too few to say anything. */
  readonly skeleton: string | null;
}

/** A name prepared once, so that comparing it with thousands costs microseconds. Make it with `nameKey`. */
export interface NameKey {
  readonly given: readonly Token[];
  readonly surnames: readonly Token[];
  readonly all: readonly Token[];
}

const particles = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'di', 'da', 'do', 'dos', 'san', 'santa']);
const silent = new Set(['y', 'e', 'i', 'vda', 'viuda', 'sr', 'sra', 'srta', 'don', 'dona', 'ing', 'tec']);
// Registers and parish books shorten these; no two of them share a short form.
const shortForms: Readonly<Record<string, string>> = {
  ma: 'maria',
  mra: 'maria',
  jse: 'jose',
  fco: 'francisco',
  fdo: 'fernando',
  gmo: 'guillermo',
  alej: 'alejandro',
  rdgz: 'rodriguez',
  hdez: 'hernandez',
  fdez: 'fernandez',
  glez: 'gonzalez',
};

/** Words already prepared: a register of thousands has a few hundred different ones. */
export type KnownWords = Map<string, Token>;

/** Remembers how alike two words are while one person is compared with a register. */
export type WordMemo = Map<Token, Map<Token, number>>;

let remembered: KnownWords = new Map();

/** A few thousand words make all the names of a valley. */
function allWords(): KnownWords {
  if (remembered.size > 20_000) remembered = new Map();
  return remembered;
}

/** Prepares a name for comparison; equal words of many names become one object. */
export function nameKey(name: PersonName, known?: KnownWords): NameKey {
  if (typeof name === 'string') return { given: [], surnames: [], all: tokens(name, known ?? allWords()) };
  if (known) return keyOf(name, known);
  // A name is looked at when it is described, asked for and kept: the same one comes again at once.
  const text = `${name.given}\n${name.surnames}`;
  const found = lately.get(text);
  if (found) return found;
  const made = keyOf(name, allWords());
  if (lately.size >= 1_000) lately.clear();
  lately.set(text, made);
  return made;
}

const lately = new Map<string, NameKey>();

function keyOf(name: { readonly given: string; readonly surnames: string }, known: KnownWords): NameKey {
  // Copied to their length: an array that grew keeps room for sixteen more, and these are kept by the thousand.
  const given = tokens(name.given, known).slice();
  const surnames = tokens(name.surnames, known).slice();
  return { given, surnames, all: [...surnames, ...given] };
}

/**
 * How alike two names are, 0..1 (1 = written the same up to accents, ñ, case and punctuation).
 * Tolerates swapped surnames, a missing second surname or second given name, fields exchanged, one or two typing
 * errors and Peruvian spelling variants. Brothers and sisters (same surnames, other given name) stay below 0.6.
 */
export function likeness(a: PersonName, b: PersonName): number {
  return keyLikeness(nameKey(a), nameKey(b));
}

/** `likeness` over prepared names. */
export function keyLikeness(a: NameKey, b: NameKey, memo: WordMemo = new Map()): number {
  if (a.all.length === 0 || b.all.length === 0) return 0;
  fill(a.all, b.all, memo);
  const whole = together(a.all.length, b.all.length);
  const [s, t, g, h] = [a.surnames.length, b.surnames.length, a.given.length, b.given.length];
  if (s === 0 || t === 0 || g === 0 || h === 0) return whole;
  // All words are the surnames, then the given names.
  const parts = Math.sqrt(sideBySide(0, s, 0, t) * sideBySide(s, g, t, h));
  return Math.max(parts, 0.95 * whole);
}

/** The sounds under which people are looked for: a duplicate shares at least one of them. */
export function blockingKeys(key: NameKey): string[] {
  const out = new Set<string>();
  for (const token of key.all) {
    out.add(token.sound);
    if (token.skeleton !== null) out.add(`·${token.skeleton}`);
  }
  return [...out];
}

function tokens(text: string, known: KnownWords): Token[] {
  const out: Token[] = [];
  let prefix = '';
  for (const word of fold(text).split(' ')) {
    if (word === '' || silent.has(word)) continue;
    if (particles.has(word)) {
      prefix += word;
      continue;
    }
    out.push(token(prefix, shortForms[word] ?? word, known));
    prefix = '';
  }
  // "Luz del" or a surname that is only a particle: keep it, it is all there is.
  if (prefix !== '') out.push(token('', prefix, known));
  return out;
}

function token(prefix: string, core: string, known: KnownWords): Token {
  const id = `${prefix} ${core}`;
  const found = known.get(id);
  if (found) return found;
  const sound = spanishSound(core);
  // Quechua and Asháninka vowels are heard as e or i, o or u; the consonants are steadier.
  const consonants = sound.replace(/[aeiou]/g, '').slice(0, 4);
  const made = { text: prefix + core, core, sound, skeleton: consonants.length > 2 ? consonants : null };
  known.set(id, made);
  return made;
}

function likenessOnce(a: Token, b: Token, memo: WordMemo): number {
  let row = memo.get(a);
  if (!row) memo.set(a, (row = new Map()));
  let like = row.get(b);
  if (like === undefined) row.set(b, (like = tokenLikeness(a, b)));
  return like;
}

function tokenLikeness(a: Token, b: Token): number {
  if (a.text === b.text) return 1;
  if (a.core === b.core) return 0.98;
  if (a.sound === b.sound) return 0.96;
  const [short, long] = a.core.length <= b.core.length ? [a.core, b.core] : [b.core, a.core];
  if (short.length === 1) return long.startsWith(short) ? 0.85 : 0;
  if (a.text.endsWith(b.core) && a.text.length - b.core.length <= 4 && particles.has(a.text.slice(0, -b.core.length))) {
    return 0.95;
  }
  const d = Math.min(editDistance(a.core, b.core, 2), editDistance(a.sound, b.sound, 2));
  if (d === 1 && short.length >= 4) return long.length >= 6 ? 0.92 : 0.86;
  if (d === 2 && short.length >= 7) return 0.82;
  if (d === 1) return 0.6;
  return short.length >= 4 && long.startsWith(short) ? 0.7 : d === 2 ? 0.4 : 0.15;
}

/** Words of two names beside each other: how alike each of the one is to each of the other, in rows of `width`. */
const likes: number[] = [];
let width = 0;

function fill(a: readonly Token[], b: readonly Token[], memo: WordMemo): void {
  width = b.length;
  for (let i = 0; i < a.length; i += 1)
    for (let j = 0; j < width; j += 1) likes[i * width + j] = likenessOnce(a[i] as Token, b[j] as Token, memo);
}

// What the last pairing found; measured: an object for each of a million comparisons cost more than comparing.
let mean = 0;
let weakest = 1;
let crossed = false;

/**
 * Best pairing of `rows` words from `row` on with `columns` words from `column` on (greedy: names have at most six parts,
 * ties go to the same position).
 */
function pair(row: number, rows: number, column: number, columns: number): void {
  const pairs = Math.min(rows, columns);
  let [usedRows, usedColumns, sum] = [0, 0, 0];
  weakest = 1;
  crossed = false;
  for (let n = 0; n < pairs; n += 1) {
    let [best, at, to] = [-1, 0, 0];
    for (let i = 0; i < rows; i += 1) {
      if (usedRows & (1 << i)) continue;
      for (let j = 0; j < columns; j += 1) {
        if (usedColumns & (1 << j)) continue;
        const like = likes[(row + i) * width + column + j] as number;
        if (like > best || (like === best && i === j && at !== to)) {
          best = like;
          at = i;
          to = j;
        }
      }
    }
    sum += best;
    weakest = Math.min(weakest, best);
    if (at !== to) crossed = true;
    usedRows |= 1 << at;
    usedColumns |= 1 << to;
  }
  mean = sum / pairs;
}

function sideBySide(row: number, rows: number, column: number, columns: number): number {
  pair(row, rows, column, columns);
  const missing = Math.min(Math.abs(rows - columns), 3);
  return mean * (1 - 0.08 * missing) * (crossed ? 0.98 : 1);
}

/** Without knowing which part is which, one part that fits nothing weighs heavily: it is how siblings differ. */
function together(rows: number, columns: number): number {
  pair(0, rows, 0, columns);
  const fewest = Math.min(rows, columns);
  const missing = Math.min(Math.abs(rows - columns), 4);
  const alone = fewest === 1 && missing > 0 ? 0.6 : 1;
  return mean * (0.4 + 0.6 * weakest) * (1 - 0.05 * missing) * alone;
}
