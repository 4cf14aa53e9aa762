import type { Landed } from '#kernel/ledger/landing.ts';
import { type Entry, entry, type Line } from '#kernel/pure/account.ts';

/** A fact's one entry, or none when nothing moved. */
export function entriesOf(f: Landed<{ on: string }>, lines: readonly Line[]): Entry[] {
  const made = entry(f.body.on, f.kind, lines);
  return made.lines.length === 0 ? [] : [made];
}
