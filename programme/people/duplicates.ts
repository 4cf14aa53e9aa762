import { fold } from '#kernel/pure/fold.ts';
import {
  blockingKeys,
  type KnownWords,
  keyLikeness,
  type NameKey,
  nameKey,
  type PersonName,
  type WordMemo,
} from '#programme/people/names.ts';

/** What duplicates are looked for by. `document` is the plain number (see identity.ts), `place` any stable text or code. */
export interface KnownPerson {
  readonly id: string;
  readonly name: PersonName;
  readonly birthYear?: number | null | undefined;
  readonly place?: string | null | undefined;
  readonly document?: string | null | undefined;
}

export type LikelyReason = 'document' | 'document-near' | 'name' | 'birth-year' | 'birth-year-near' | 'place';

export interface Likely {
  readonly id: string;
  /** 0..1: name, moved by birth year and place. 1 when the document is the same. */
  readonly score: number;
  readonly nameScore: number;
  readonly reasons: readonly LikelyReason[];
}

/** Somebody ready to be compared many times. */
export interface Prepared {
  readonly id: string;
  readonly key: NameKey;
  readonly birthYear: number | null;
  /** Folded; empty when it is not known. */
  readonly place: string;
  readonly document: string | null;
}

/** People prepared for the search; grow it with `addToIndex` while a list is being read. */
export interface PeopleIndex {
  readonly entries: Prepared[];
  readonly blocks: Map<string, number[]>;
  readonly words: KnownWords;
}

export interface LikelyPolicy {
  /** Scores from here on are shown to a person, who decides; nothing is merged on its own. */
  readonly threshold: number;
  readonly limit: number;
}
export const defaultLikelyPolicy: LikelyPolicy = { threshold: 0.82, limit: 10 };

/** Prepares people for `findLikely`: about 10 µs each. */
export function indexPeople(people: Iterable<KnownPerson>): PeopleIndex {
  const index: PeopleIndex = { entries: [], blocks: new Map(), words: new Map() };
  for (const person of people) addToIndex(index, person);
  return index;
}

/** Adds one person to the index, so that the second row of a file finds the first. */
export function addToIndex(index: PeopleIndex, person: KnownPerson): void {
  const entry = prepare(person, index.words);
  const at = index.entries.push(entry) - 1;
  for (const block of blocksOf(entry)) {
    const list = index.blocks.get(block);
    if (list) list.push(at);
    else index.blocks.set(block, [at]);
  }
}

/**
 * People who may be the same as this one, most likely first: same document, or a like name with the birth year
 * (±1: many know their age, not their year) and the place speaking for or against it. Never includes the person's own id.
 */
export function findLikely(
  person: KnownPerson,
  candidates: PeopleIndex,
  policy: LikelyPolicy = defaultLikelyPolicy,
): Likely[] {
  const asked = prepare(person, new Map());
  const seen = new Set<Prepared>();
  for (const block of blocksOf(asked))
    for (const at of candidates.blocks.get(block) ?? []) seen.add(candidates.entries[at] as Prepared);
  const memo: WordMemo = new Map();
  const out: Likely[] = [];
  for (const other of seen) {
    const likely = weighed(asked, other, policy, memo, false);
    if (likely) out.push(likely);
  }
  return mostLikely(out, policy);
}

/** Prepares one person for `likelyAmong`; `words` remembers the sounds of words from one person to the next. */
export function prepare(person: KnownPerson, words?: KnownWords): Prepared {
  const { id, name, birthYear, place, document } = person;
  return {
    id,
    key: nameKey(name, words),
    birthYear: birthYear ?? null,
    place: fold(place ?? ''),
    document: document || null,
  };
}

/** The same as `findLikely`, among a few people who are prepared already: a register meets the same neighbours again and again. */
export function likelyAmong<P extends Prepared>(
  asked: Prepared,
  among: readonly P[],
  memo: WordMemo = new Map(),
  policy = defaultLikelyPolicy,
): (Likely & { readonly of: P })[] {
  const out: (Likely & { readonly of: P })[] = [];
  for (const of of among) {
    const likely = weighed(asked, of, policy, memo, true);
    if (likely && !out.some((one) => one.id === likely.id)) out.push({ ...likely, of });
  }
  return mostLikely(out, policy);
}

const noDocument = 0;
const oddDocument = 2 ** 27 - 1;

/** Birth year and document as one number. A document that is no plain number of eight digits says only that it is there. */
export function markOf({ birthYear, document }: Prepared): number {
  const said = document === null ? noDocument : /^[1-9]\d{7}$/.test(document) ? Number(document) : oddDocument;
  return (birthYear ?? 0) * 2 ** 27 + said;
}

/** False when birth years and documents alone keep two people apart under the default policy, whatever their names. */
export function mayBeAlike(a: number, b: number): boolean {
  const [yearA, yearB] = [Math.floor(a / 2 ** 27), Math.floor(b / 2 ** 27)];
  const years = Math.abs(yearA - yearB);
  // Nine years lie between two years whose last digits are exchanged.
  if (years <= 2 || years === 9 || yearA === 0 || yearB === 0) return true;
  const [cardA, cardB] = [a - yearA * 2 ** 27, b - yearB * 2 ** 27];
  if (cardA === noDocument || cardB === noDocument) return false;
  if (cardA === oddDocument || cardB === oddDocument) return true;
  // One digit off differs by d·10ⁿ, two neighbours exchanged by 9d·10ⁿ.
  let apart = Math.abs(cardA - cardB);
  while (apart > 0 && apart % 10 === 0) apart /= 10;
  return apart <= 9 || (apart <= 81 && apart % 9 === 0);
}

/**
 * Null when they are not alike enough, or (for people who did not come out of an index) have no sound in common. Nearly
 * all end here, so nothing is made before it is known that two are alike.
 */
function weighed(a: Prepared, b: Prepared, policy: LikelyPolicy, memo: WordMemo, strangers: boolean): Likely | null {
  if (a.id === b.id) return null;
  const years = yearsApart(a.birthYear, b.birthYear);
  const documents = documentsApart(a.document, b.document);
  const moves = ofYears(years, a, b) + ofPlaces(a.place, b.place) - (documents !== null && documents > 2 ? 0.1 : 0);
  // Names that were the very same could not make up for it: most of a block is passed over without reading them.
  const most = documents === 0 ? 1 : Math.min(0.99, 1 + moves + (documents === 1 ? 0.1 : 0));
  if (most < policy.threshold || (strangers && !shareABlock(a, b))) return null;
  const nameScore = keyLikeness(a.key, b.key, memo);
  const near = documents === 1 && nameScore >= 0.6;
  const score = documents === 0 ? 1 : Math.max(0, Math.min(0.99, nameScore + moves + (near ? 0.1 : 0)));
  if (score < policy.threshold) return null;
  const reasons: LikelyReason[] = [];
  if (documents === 0) reasons.push('document');
  if (near) reasons.push('document-near');
  if (nameScore >= 0.8) reasons.push('name');
  if (years === 0) reasons.push('birth-year');
  if (years === 1) reasons.push('birth-year-near');
  if (a.place !== '' && a.place === b.place) reasons.push('place');
  return { id: b.id, score, nameScore, reasons };
}

/** What the birth years say for or against two people being one. */
function ofYears(years: number | null, a: Prepared, b: Prepared): number {
  if (years === null) return 0;
  if (years <= 2) return years === 0 ? 0.05 : years === 1 ? 0.02 : -0.06;
  // Nine years lie between two years whose last digits are exchanged.
  return years === 9 && digitsSwapped(a.birthYear, b.birthYear) ? -0.08 : -0.25;
}

function ofPlaces(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  return a === b ? 0.03 : -0.04;
}

function mostLikely<L extends Likely>(found: L[], policy: LikelyPolicy): L[] {
  if (found.length > 1) found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return found.slice(0, policy.limit);
}

/** What `blocksOf` of both have in common, without writing the blocks down. */
function shareABlock(a: Prepared, b: Prepared): boolean {
  for (const x of a.key.all)
    for (const y of b.key.all)
      if (x === y || x.sound === y.sound || (x.skeleton !== null && x.skeleton === y.skeleton)) return true;
  if (a.document === null || b.document === null) return false;
  return a.document.slice(0, 4) === b.document.slice(0, 4) || a.document.slice(-4) === b.document.slice(-4);
}

function blocksOf({ key, document }: Prepared): string[] {
  const out = blockingKeys(key);
  // Halves of a document find the one with a single digit off (domain 12, no. 1) without comparing it with everybody.
  if (document) out.push(`#${document}`, `#<${document.slice(0, 4)}`, `#>${document.slice(-4)}`);
  return out;
}

function yearsApart(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.abs(a - b);
}

function digitsSwapped(a: number | null, b: number | null): boolean {
  const [x, y] = [String(a ?? ''), String(b ?? '')];
  return x.slice(0, 2) === y.slice(0, 2) && x[2] === y[3] && x[3] === y[2];
}

function documentsApart(a: string | null, b: string | null): number | null {
  if (!a || !b) return null;
  if (a === b) return 0;
  if (a.length !== b.length) return 9;
  let [first, wrong] = [-1, 0];
  // Three digits off are another card, however many more there are.
  for (let i = 0; i < a.length && wrong < 3; i += 1) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue;
    wrong += 1;
    if (first < 0) first = i;
  }
  const swapped = wrong === 2 && a[first] === b[first + 1] && a[first + 1] === b[first];
  return swapped ? 1 : wrong;
}
