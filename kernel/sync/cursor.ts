import * as z from 'zod/mini';
import { id, whole } from '#kernel/pure/fields.ts';

/** Where a phone's documents stand: per scope the place in the feed it has, and of which kinds. */
export interface Cursor {
  readonly epoch: number;
  /** Never beyond the feed's head; a cursor that is comes from a time that a restore undid. */
  readonly through: number;
  readonly scopes: Readonly<Record<string, Position>>;
}

export interface Position {
  readonly since: number;
  /** Short hash of the kinds of document given in this scope. Another one: the scope is given anew. */
  readonly kinds: string;
}

const Shape = z.strictObject({
  epoch: whole(),
  through: whole(),
  scopes: z.record(id(), z.strictObject({ since: whole(), kinds: z.string().check(z.maxLength(20)) })),
});

/** As it goes over the line with every contact: scopes that stand at the same place share one entry, their ids run on. */
const Short = z.strictObject({
  e: whole(),
  t: whole(),
  at: z.array(z.tuple([whole(), z.string().check(z.maxLength(20)), z.string().check(z.regex(/^([0-9a-f]{32})*$/))])),
});

export function writeCursor({ epoch, through, scopes }: Cursor): string {
  const at = new Map<string, [number, string, string]>();
  for (const [scope, { since, kinds }] of Object.entries(scopes)) {
    const place = at.get(`${since} ${kinds}`) ?? [since, kinds, ''];
    at.set(`${since} ${kinds}`, [since, kinds, place[2] + scope.replaceAll('-', '')]);
  }
  return JSON.stringify({ e: epoch, t: through, at: [...at.values()] });
}

/** Reads a cursor, also as older servers wrote it; null when it is none of ours, and the phone begins again. */
export function readCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  try {
    const raw: unknown = JSON.parse(text);
    const short = z.safeParse(Short, raw);
    if (short.success) return spread(short.data);
    const parsed = z.safeParse(Shape, raw);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function spread({ e, t, at }: z.output<typeof Short>): Cursor {
  const scopes: Record<string, Position> = {};
  for (const [since, kinds, ids] of at)
    for (const hex of ids.match(/.{32}/g) ?? [])
      scopes[hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')] = { since, kinds };
  return { epoch: e, through: t, scopes };
}

export interface Plan {
  readonly reset: boolean;
  readonly dropped: readonly string[];
  readonly positions: Readonly<Record<string, Position>>;
}

/**
 * Compares where the phone stands with what its owner may hold now. A scope that is new, or whose kinds changed, begins
 * at zero, and the cursor says so from its first page on; one that is no longer hers is deleted with the same cursor.
 */
export function planned(
  cursor: Cursor | null,
  view: ReadonlyMap<string, string>,
  head: { readonly epoch: number; readonly feed: number },
  heal: readonly string[],
): Plan {
  const reset = cursor === null || cursor.epoch !== head.epoch || cursor.through > head.feed;
  const before = reset ? {} : cursor.scopes;
  const goesOn = (scope: string) => before[scope]?.kinds === view.get(scope) && !heal.includes(scope);
  const positions: Record<string, Position> = {};
  for (const [scope, kinds] of view) {
    positions[scope] = { since: goesOn(scope) ? (before[scope] as Position).since : 0, kinds };
  }
  return { reset, dropped: Object.keys(before).filter((scope) => !goesOn(scope)), positions };
}
