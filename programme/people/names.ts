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
export function nameKey(name: PersonName, known: KnownWords = allWords()): NameKey {
  if (typeof name === 'string') return { given: [], surnames: [], all: tokens(name, known) };
  const given = tokens(name.given, known);
  const surnames = tokens(name.surnames, known);
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
  const whole = together(a.all, b.all, memo);
  if (a.surnames.length === 0 || b.surnames.length === 0 || a.given.length === 0 || b.given.length === 0) return whole;
  const parts = Math.sqrt(sideBySide(a.surnames, b.surnames, memo) * sideBySide(a.given, b.given, memo));
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

/** Best pairing of two short lists (greedy: names have at most six parts, ties go to the same position). */
function pair(
  a: readonly Token[],
  b: readonly Token[],
  memo: WordMemo,
): { mean: number; weakest: number; crossed: boolean } {
  const likes = a.map((x) => b.map((y) => likenessOnce(x, y, memo)));
  const pairs = Math.min(a.length, b.length);
  let sum = 0;
  let weakest = 1;
  let crossed = false;
  for (let n = 0; n < pairs; n += 1) {
    let best = -1;
    let at = 0;
    let to = 0;
    for (let i = 0; i < likes.length; i += 1) {
      const row = likes[i] ?? [];
      for (let j = 0; j < row.length; j += 1) {
        const like = row[j] ?? -1;
        if (like > best || (like === best && i === j && at !== to)) [best, at, to] = [like, i, j];
      }
    }
    sum += best;
    weakest = Math.min(weakest, best);
    if (at !== to) crossed = true;
    likes[at] = [];
    for (const row of likes) if (row.length > 0) row[to] = -1;
  }
  return { mean: sum / pairs, weakest, crossed };
}

function sideBySide(a: readonly Token[], b: readonly Token[], memo: WordMemo): number {
  const { mean, crossed } = pair(a, b, memo);
  const missing = Math.min(Math.abs(a.length - b.length), 3);
  return mean * (1 - 0.08 * missing) * (crossed ? 0.98 : 1);
}

/** Without knowing which part is which, one part that fits nothing weighs heavily: it is how siblings differ. */
function together(a: readonly Token[], b: readonly Token[], memo: WordMemo): number {
  const { mean, weakest } = pair(a, b, memo);
  const fewest = Math.min(a.length, b.length);
  const missing = Math.min(Math.abs(a.length - b.length), 4);
  const alone = fewest === 1 && missing > 0 ? 0.6 : 1;
  return mean * (0.4 + 0.6 * weakest) * (1 - 0.05 * missing) * alone;
}
