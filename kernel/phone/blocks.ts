import type { HeldDocument, Write } from './keeping.ts';

/**
 * Documents lie in blocks of one kind and scope: writing a thousand of them is a dozen records instead of a thousand. A
 * later block says what is newer. A block is lines: what is in it, and one body each, so that joining blocks reads none.
 */
export type BlockKey = [kind: string, scope: string, place: number, entries: number];

interface Entry {
  readonly id: string;
  readonly version: number;
  /** As JSON; null when it left. */
  readonly body: string | null;
}

/** What a block says of itself. A version below zero: it left. */
type Head = readonly [scope: string, kind: string, ids: readonly string[], versions: readonly number[]];

/** The part of an object store that blocks need. All of it happens in one transaction. */
export interface BlockShelf {
  getAllKeys(): Promise<BlockKey[]>;
  get(key: BlockKey): Promise<string | undefined>;
  put(text: string, key: BlockKey): Promise<unknown>;
  delete(key: BlockKey): Promise<unknown>;
  clear(): Promise<unknown>;
}

/** Chromium puts a value of 64 KiB and more into a file of its own, which costs several times as much. */
const mostChars = 28_000;
/** So few changes go into one block with those before them; more are a block of their own. */
const few = 16;
const small = 64;

const left = -1;
const placeOf = (scope: string, kind: string) => `${kind}|${scope}`;
const headOf = (text: string): Head => JSON.parse(text.slice(0, text.indexOf('\n'))) as Head;

/** Documents of blocks in the order of their keys, each as it stands in the last block that names it. */
export function documentsIn(texts: readonly string[]): HeldDocument[] {
  const found = new Map<string, HeldDocument>();
  for (const text of texts) {
    const [scope, kind, ids, versions] = headOf(text);
    const bodies = JSON.parse(`[${text.slice(text.indexOf('\n') + 1).replaceAll('\n', ',')}]`) as unknown[];
    ids.forEach((id, i) => {
      const version = versions[i] as number;
      if (version === left) found.delete(`${scope}|${kind}|${id}`);
      else found.set(`${scope}|${kind}|${id}`, { scope, kind, id, version, body: bodies[i] });
    });
  }
  return [...found.values()];
}

interface Versions {
  readonly byScope: Map<string, { id: string; version: number }[]>;
  readonly byKind: Map<string, number>;
  /** Keys of blocks by place where most of what they say is no longer so, or where they are many for so little. */
  readonly untidy: BlockKey[][];
}

/** What is held, without its bodies. */
export function versionsIn(keys: readonly BlockKey[], texts: readonly string[]): Versions {
  const places = new Map<string, { live: Map<string, number>; said: number; keys: BlockKey[] }>();
  keys.forEach((key, i) => {
    const [scope, kind, ids, versions] = headOf(texts[i] as string);
    const name = placeOf(scope, kind);
    const place = places.get(name) ?? { live: new Map<string, number>(), said: 0, keys: [] };
    places.set(name, place);
    place.said += ids.length;
    place.keys.push(key);
    ids.forEach((id, n) => {
      const version = versions[n] as number;
      if (version === left) place.live.delete(id);
      else place.live.set(id, version);
    });
  });
  const [byScope, byKind] = [new Map<string, { id: string; version: number }[]>(), new Map<string, number>()];
  const untidy: BlockKey[][] = [];
  for (const { live, said, keys: its } of places.values()) {
    const [kind, scope] = its[0] as BlockKey;
    const list = byScope.get(scope) ?? [];
    if (live.size > 0) byScope.set(scope, list);
    for (const [id, version] of live) list.push({ id, version });
    byKind.set(kind, (byKind.get(kind) ?? 0) + live.size);
    if (said > 2 * live.size + small || its.length > 8 + (4 * live.size) / small) untidy.push(its);
  }
  return { byScope, byKind, untidy };
}

/** Writes what an answer changed. */
export async function writeBlocks(shelf: BlockShelf, write: Write): Promise<void> {
  const { documents = [], goneDocuments = [], dropScopes = [], clearDocuments = false } = write;
  const work: Promise<unknown>[] = clearDocuments ? [shelf.clear()] : [];
  if (documents.length + goneDocuments.length + dropScopes.length > 0) {
    const keys = clearDocuments ? [] : await shelf.getAllKeys();
    const dropped = new Set(dropScopes);
    for (const key of keys) if (dropped.has(key[1])) work.push(shelf.delete(key));
    const places = byPlace(keys.filter((key) => !dropped.has(key[1])));
    for (const changed of changedPlaces(write))
      work.push(addTo(shelf, places.get(placeOf(changed.scope, changed.kind)) ?? [], changed));
  }
  await Promise.all(work);
}

interface Place {
  readonly scope: string;
  readonly kind: string;
  readonly entries: Map<string, Entry>;
}

function changedPlaces({ documents = [], goneDocuments = [] }: Write): Iterable<Place> {
  const places = new Map<string, Place>();
  const say = ({ scope, kind }: Pick<HeldDocument, 'scope' | 'kind'>, entry: Entry) => {
    const name = placeOf(scope, kind);
    const place = places.get(name) ?? { scope, kind, entries: new Map() };
    places.set(name, place);
    place.entries.set(entry.id, entry);
  };
  for (const gone of goneDocuments) say(gone, { id: gone.id, version: left, body: null });
  for (const d of documents) say(d, { id: d.id, version: d.version, body: JSON.stringify(d.body) });
  return places.values();
}

/** Few changes are joined with the small blocks at the end, so that a year of contacts does not become a year of blocks. */
async function addTo(shelf: BlockShelf, before: readonly BlockKey[], changed: Place): Promise<void> {
  let joins = before.length;
  if (changed.entries.size < few) while (joins > 0 && (before[joins - 1] as BlockKey)[3] < small) joins -= 1;
  await rewritten(shelf, { before, joins, changed });
}

/** Makes one run of the blocks from `joins` on and what is newer. Where nothing older is left, what is gone needs no word. */
async function rewritten(
  shelf: BlockShelf,
  of: { readonly before: readonly BlockKey[]; readonly joins: number; readonly changed: Place },
): Promise<void> {
  const { before, joins, changed } = of;
  const old = before.slice(joins);
  const merged = new Map<string, Entry>();
  for (const text of await Promise.all(old.map((key) => shelf.get(key))))
    for (const entry of entriesIn(text ?? '')) merged.set(entry.id, entry);
  for (const [id, entry] of changed.entries) merged.set(id, entry);
  const entries = [...merged.values()].filter((entry) => joins > 0 || entry.body !== null);
  const last = before.at(-1)?.[2] ?? 0;
  const puts = packed(changed, entries).map(([text, n], i) => {
    const key: BlockKey = [changed.kind, changed.scope, last + 1 + i, n];
    return shelf.put(text, key);
  });
  await Promise.all([...old.map((key) => shelf.delete(key)), ...puts]);
}

function entriesIn(text: string): Entry[] {
  if (text === '') return [];
  const [head, ...bodies] = text.split('\n');
  const [, , ids, versions] = JSON.parse(head as string) as Head;
  return ids.map((id, i) => {
    const version = versions[i] as number;
    return { id, version, body: version === left ? null : (bodies[i] as string) };
  });
}

function packed({ scope, kind }: Pick<Place, 'scope' | 'kind'>, entries: readonly Entry[]): [string, number][] {
  const blocks: [string, number][] = [];
  let part: Entry[] = [];
  let chars = 0;
  const close = () => {
    if (part.length === 0) return;
    const head: Head = [scope, kind, part.map((e) => e.id), part.map((e) => e.version)];
    blocks.push([[JSON.stringify(head), ...part.map((e) => e.body ?? 'null')].join('\n'), part.length]);
    part = [];
    chars = 0;
  };
  for (const entry of entries) {
    part.push(entry);
    chars += entry.id.length + 12 + (entry.body?.length ?? 4);
    if (chars > mostChars) close();
  }
  close();
  return blocks;
}

/** Writes places anew where little of what their blocks say is still so. */
export async function tidied(shelf: BlockShelf, untidy: readonly BlockKey[][]): Promise<void> {
  const names = new Set(untidy.map(([key]) => placeOf((key as BlockKey)[1], (key as BlockKey)[0])));
  for (const [name, before] of byPlace(await shelf.getAllKeys())) {
    const [kind, scope] = before[0] as BlockKey;
    if (names.has(name)) await rewritten(shelf, { before, joins: 0, changed: { scope, kind, entries: new Map() } });
  }
}

function byPlace(keys: readonly BlockKey[]): Map<string, BlockKey[]> {
  const places = new Map<string, BlockKey[]>();
  for (const key of keys) {
    const name = placeOf(key[1], key[0]);
    const list = places.get(name);
    if (list) list.push(key);
    else places.set(name, [key]);
  }
  return places;
}
