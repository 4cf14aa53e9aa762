import type { Position, Ring } from '#kernel/pure/geo.ts';

/** More corners than this were walked, not marked: their order is no mistake. */
const mostCorners = 80;

/**
 * The same corners in an order that crosses nothing: where two sides cross, the corners between them are taken the other
 * way round, which makes the way shorter, so it ends. Null when nothing crosses or there are too many corners.
 */
export function uncrossed(ring: Ring): Ring | null {
  const corners = ring.slice(0, -1);
  if (corners.length < 4 || corners.length > mostCorners) return null;
  let changed = false;
  for (let again = true; again; ) {
    again = false;
    for (let i = 0; i < corners.length - 1 && !again; i += 1) {
      for (let j = i + 2; j < corners.length && !again; j += 1) {
        const [a, b] = [corners[i], corners[i + 1]] as [Position, Position];
        const [c, d] = [corners[j], corners[(j + 1) % corners.length]] as [Position, Position];
        if (d === a || !cross(a, b, c, d)) continue;
        const between = corners.slice(i + 1, j + 1).reverse();
        corners.splice(i + 1, between.length, ...between);
        [again, changed] = [true, true];
      }
    }
  }
  return changed ? [...corners, corners[0] as Position] : null;
}

/** True when two sides cross inside of both. */
function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

const side = (a: Position, b: Position, p: Position): number =>
  Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (p[0] - a[0]) * (b[1] - a[1]));
