import { readFileSync } from 'node:fs';
import { type Box, boxOf, type MultiPolygonShape, type Position, pointInShape, type Ring } from '#kernel/pure/geo.ts';

/* Every district of Peru and the country's outline, read when the first place is looked up (half a megabyte). */

interface Ground {
  readonly shape: MultiPolygonShape;
  readonly box: Box;
}

interface Peru {
  readonly districts: ReadonlyMap<string, Ground>;
  readonly outline: Ground;
}

let peru: Peru | null = null;

function read(): Peru {
  const file = JSON.parse(readFileSync(new URL('peru.json', import.meta.url), 'utf8')) as {
    outline: number[][][];
    districts: Record<string, number[][][]>;
  };
  return {
    outline: groundOf(file.outline),
    districts: new Map(Object.entries(file.districts).map(([code, parts]) => [code, groundOf(parts)])),
  };
}

function groundOf(parts: number[][][]): Ground {
  const shape: MultiPolygonShape = { type: 'MultiPolygon', coordinates: parts.map((rings) => rings.map(ringOf)) };
  return { shape, box: boxOf(shape) };
}

/** Steps of 1e-5 degrees from the position before. */
function ringOf(steps: readonly number[]): Ring {
  let [x, y] = [0, 0];
  const ring: Position[] = [];
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i] as number;
    y += steps[i + 1] as number;
    ring.push([x / 1e5, y / 1e5]);
  }
  return ring;
}

const inBox = ([lon, lat]: Position, [west, south, east, north]: Box, by = 0): boolean =>
  lon >= west - by && lon <= east + by && lat >= south - by && lat <= north + by;

/** INEI code of the district that a place of Peru lies in; null outside, and in the eight that INEI drew no outline of. */
export function districtOfPeru(at: Position): string | null {
  peru ??= read();
  for (const [code, { shape, box }] of peru.districts) if (inBox(at, box) && pointInShape(at, shape)) return code;
  return null;
}

/** A district with its ground. */
export interface DistrictShape {
  readonly code: string;
  readonly shape: MultiPolygonShape;
}

/** The districts of Peru that touch a box of degrees, for a map. */
export function districtsTouching([west, south, east, north]: Box): DistrictShape[] {
  peru ??= read();
  return [...peru.districts].flatMap(([code, { shape, box }]) =>
    box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south ? [{ code, shape }] : [],
  );
}

/** The box around districts by INEI code; null when none of them has an outline. */
export function boxOfDistricts(codes: readonly string[]): Box | null {
  peru ??= read();
  const boxes = codes.map((code) => peru?.districts.get(code)?.box).filter((box) => box !== undefined);
  if (boxes.length === 0) return null;
  const ends = (of: (box: Box) => number, pick: (...all: number[]) => number) => pick(...boxes.map(of));
  return [ends((b) => b[0], Math.min), ends((b) => b[1], Math.min), ends((b) => b[2], Math.max), ends((b) => b[3], Math.max)];
}

/** The outline of the country. */
export function outlineOfPeru(): MultiPolygonShape {
  peru ??= read();
  return peru.outline.shape;
}

/** Beyond this nothing is measured: about 11 km. */
const farDegrees = 0.1;

/**
 * Metres from a place to Peru by INEI's districts, 0 inside, infinite when far. The districts decide; Natural Earth's
 * coarser outline only fills the districts that have none, well inside the border.
 */
export function offPeruM(at: Position): number {
  if (districtOfPeru(at) !== null) return 0;
  const { districts, outline } = peru as Peru;
  let nearest = Number.POSITIVE_INFINITY;
  for (const { shape, box } of districts.values())
    if (inBox(at, box, farDegrees)) nearest = Math.min(nearest, edgeDistanceM(at, shape));
  const insideOutline = pointInShape(at, outline.shape);
  return insideOutline && edgeDistanceM(at, outline.shape) > 10_000 ? 0 : nearest;
}

/** To the nearest edge, on the plane that touches here: good to a metre at these distances. */
function edgeDistanceM([lon, lat]: Position, shape: MultiPolygonShape): number {
  const [kx, ky] = [111_320 * Math.cos((lat * Math.PI) / 180), 110_600];
  let least = Number.POSITIVE_INFINITY;
  for (const ring of shape.coordinates.flat()) {
    for (let i = 1; i < ring.length; i += 1) {
      const [a, b] = [ring[i - 1] as Position, ring[i] as Position];
      const [ax, ay, bx, by] = [(a[0] - lon) * kx, (a[1] - lat) * ky, (b[0] - lon) * kx, (b[1] - lat) * ky];
      const [dx, dy] = [bx - ax, by - ay];
      const long = dx * dx + dy * dy;
      const t = long === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / long));
      least = Math.min(least, (ax + t * dx) ** 2 + (ay + t * dy) ** 2);
    }
  }
  return Math.sqrt(least);
}
