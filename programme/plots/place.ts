import type { Position } from '#kernel/pure/geo.ts';

/** INEI code of the district whose outline contains the position; null outside all of them. */
export function districtOf(_at: Position): string | null {
  return null;
}

/** True when the district has an outline to be inside of; those made after 2007 have none. */
export function outlined(_code: string): boolean {
  return false;
}
