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

/** Reads a cursor; null when it is none of ours, and the phone begins again. */
export function readCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  try {
    const parsed = z.safeParse(Shape, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
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
