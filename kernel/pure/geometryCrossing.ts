import { crossingsOf } from '#kernel/pure/crossings.ts';
import { type AreaShape, measureRing, partsOf, pointInShape, type Ring, type Rings } from '#kernel/pure/geo.ts';
import type { Tell } from '#kernel/pure/geometryFinding.ts';
import type { GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import { cut6, eachRing } from '#kernel/pure/geometryRing.ts';
import { commonArea, prepare } from '#kernel/pure/overlap.ts';

/** Parts that share less than this many m² only touch. */
const touchM2 = 0.01;

/** True when some ring encloses nothing worth the name; its crossings and its size would only be noise. */
export function tellFlat(shape: AreaShape, tell: Tell, policy: GeometryPolicy): boolean {
  for (const ring of partsOf(shape).flat()) {
    const distinct = new Set(ring.map(([lon, lat]) => `${cut6(lon)} ${cut6(lat)}`)).size;
    if (distinct < 3) {
      tell('TOO_FEW_POINTS', 'block', { distinct });
      return true;
    }
    // A bow-tie of equal wings also measures 0: its crossing is the better news.
    const m = measureRing(ring);
    const flat = m.areaM2 < policy.minAreaM2 || m.areaM2 < policy.minCompactness * m.perimeterM ** 2;
    if (flat && crossingsOf([[ring]], 1)[0]?.kind !== 'cross') {
      tell('ZERO_AREA', 'block', { areaM2: Math.round(m.areaM2) });
      return true;
    }
  }
  return false;
}

/** Says where outlines cross themselves, holes leave them and parts cover each other. True when one of it is so. */
export function tellCrossings(shape: AreaShape, tell: Tell): boolean {
  let crossed = false;
  const block: Tell = (code, level, detail) => {
    crossed ||= level === 'block';
    tell(code, level, detail);
  };
  const parts = partsOf(shape);
  for (const rings of parts) tellPart(rings, block);
  const shapes = parts.map((rings): AreaShape => ({ type: 'Polygon', coordinates: rings }));
  for (let i = 0; i < shapes.length; i += 1)
    for (let j = 0; j < i; j += 1) tellPair(shapes[j] as AreaShape, shapes[i] as AreaShape, block);
  return crossed;
}

function tellPart(rings: Rings, tell: Tell): void {
  const [outline, ...holes] = rings;
  const found = crossingsOf([rings]);
  for (const { kind, at, betweenRings } of found)
    tell('SELF_INTERSECTION', 'block', { kind: betweenRings ? 'rings' : kind, lon: at[0], lat: at[1] });
  if (!outline || found.some((crossing) => !crossing.betweenRings)) return;
  for (const [i, hole] of holes.entries()) {
    if (!within(hole, [outline])) tell('HOLE_OUTSIDE', 'block', { hole: i + 1 });
    else if (holes.some((other, j) => j !== i && within(hole, [other]))) tell('NESTED', 'block', { hole: i + 1 });
  }
  if (found.length === 0 && isCutApart(rings)) tell('SELF_INTERSECTION', 'block', { kind: 'cut-apart' });
}

function tellPair(a: AreaShape, b: AreaShape, tell: Tell): void {
  const [p, q] = [prepare(a), prepare(b)];
  const common = commonArea(p, q);
  if (common > touchM2) {
    const nested = common > Math.min(p.area, q.area) - touchM2;
    tell(nested ? 'NESTED' : 'PARTS_OVERLAP', 'block', { areaM2: Math.round(common * 100) / 100 });
    return;
  }
  const [along] = crossingsOf([...partsOf(a), ...partsOf(b)], 1);
  if (along) tell('PARTS_TOUCH', 'block', { along: 'edge', lon: along.at[0], lat: along.at[1] });
  else if (sharedCorner(a, b)) tell('PARTS_TOUCH', 'info', { along: 'point' });
}

function sharedCorner(a: AreaShape, b: AreaShape): boolean {
  const corners = new Set(
    partsOf(a)
      .flat(2)
      .map(([x, y]) => `${x} ${y}`),
  );
  return partsOf(b)
    .flat(2)
    .some(([x, y]) => corners.has(`${x} ${y}`));
}

/** Corners of rings that do not cross: inside when every corner is. */
const within = (ring: Ring, rings: Rings): boolean =>
  ring.every((p) => pointInShape(p, { type: 'Polygon', coordinates: rings }));

/**
 * True when rings that touch in corners close a chain, so that the ground inside falls apart: a hole that touches its
 * outline twice, or holes in a row from edge to edge. Rings are joined by the corners they share; a join between two
 * that hang together already closes a chain.
 */
function isCutApart(rings: Rings): boolean {
  const owner = new Map<string, number[]>();
  rings.forEach((ring, i) => {
    for (const [x, y] of ring.slice(0, -1)) {
      const at = `${x} ${y}`;
      owner.set(at, [...(owner.get(at) ?? []), i]);
    }
  });
  const root = rings.map((_, i) => i);
  const top = (i: number): number => (root[i] === i ? i : top(root[i] as number));
  for (const touching of owner.values()) {
    for (const other of touching.slice(1)) {
      const [a, b] = [top(touching[0] as number), top(other)];
      if (a === b) return true;
      root[a] = b;
    }
  }
  return false;
}

/** What cutting to six decimals does to a shape that is sound as it stands: the EU system cuts before it tests. */
export function tellTruncated(shape: AreaShape, tell: Tell, policy: GeometryPolicy): void {
  let wrong: string | null = null;
  const listen: Tell = (code, level) => {
    if (level === 'block') wrong ??= code;
  };
  const cut = truncated(shape);
  if (!tellFlat(cut, listen, policy)) tellCrossings(cut, listen);
  if (wrong !== null) tell('SELF_INTERSECTION_AT_6DP', 'block', { as: wrong });
}

/** Cut to six decimals, with the corners that fall together taken once. */
export function truncated(shape: AreaShape): AreaShape {
  return eachRing(shape, (ring) => {
    const cut = ring.map(([lon, lat]) => [cut6(lon), cut6(lat)] as const);
    const kept = cut.filter((p, i) => i === 0 || p[0] !== cut[i - 1]?.[0] || p[1] !== cut[i - 1]?.[1]);
    return kept.length > 0 && kept.length < 4 ? cut : kept;
  });
}
