import { type AreaShape, type PlotShape, type Position, partsOf, type Ring, type Rings } from '#kernel/pure/geo.ts';
import { type OffshoreM, otherReading } from '#kernel/pure/geometryPlace.ts';
import type { GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import { eachRing, isClockwise, spikesOf } from '#kernel/pure/geometryRing.ts';

/** Reads numbers the way that puts the shape at home: columns exchanged back, a forgotten minus put. Null when none does. */
export function rereadAtHome(shape: PlotShape, offshore: OffshoreM): PlotShape | null {
  const positions = shape.type === 'Point' ? [shape.coordinates] : partsOf(shape).flat(2);
  const fix = otherReading(positions, offshore);
  if (!fix) return null;
  return shape.type === 'Point'
    ? { type: 'Point', coordinates: fix.as(shape.coordinates) }
    : eachRing(shape, (ring) => ring.map(fix.as));
}

/** Takes out corners that go out and come back at once. */
export function withoutSpikes(shape: AreaShape, policy: GeometryPolicy): AreaShape {
  return eachRing(shape, (ring) => {
    const spikes = new Set(spikesOf(ring, policy));
    if (spikes.size === 0) return ring;
    const kept = ring.slice(0, -1).filter((p) => !spikes.has(p));
    return kept.length < 3 ? ring : [...kept, kept[0] as Position];
  });
}

/** Outlines counter-clockwise, holes clockwise (RFC 7946). */
export function rightHanded(shape: AreaShape): AreaShape {
  return eachRing(shape, (ring, i) => (isClockwise(ring) === (i === 0) ? [...ring].reverse() : ring));
}

/** True when no part has a hole. */
export const isWhole = (shape: AreaShape): boolean => partsOf(shape).every((rings) => rings.length === 1);

/** Several parts as the simplest type that holds them. */
export function asShape(parts: readonly Rings[]): AreaShape | null {
  const [only] = parts;
  if (!only) return null;
  return parts.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: parts };
}

/** True when two shapes are the same to the last digit. */
export const sameShape = (a: PlotShape, b: PlotShape): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The plane west and east of a cut of some width at a longitude: what a shape is cut with to open its holes. */
export function halves(shape: AreaShape, lon: number, width: number): readonly [AreaShape, AreaShape] {
  const band = (west: number, east: number): AreaShape => {
    const ring: Ring = [
      [west, -90],
      [east, -90],
      [east, 90],
      [west, 90],
      [west, -90],
    ];
    return { type: 'Polygon', coordinates: [ring] };
  };
  const [from, to] = partsOf(shape)
    .flat(2)
    .reduce(([least, most], [x]) => [Math.min(least, x), Math.max(most, x)], [180, -180]);
  return [band(from - 1, lon), band(lon + width, to + 1)];
}
