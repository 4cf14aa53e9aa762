import type { AnswerOf } from '#kernel/server/question.ts';
import type { parcelsBehind } from '#programme/lots/parcelsQuery.ts';
import type { Exported } from '#programme/plots/eudrExport.ts';

/** The plots behind a lot or shipment as the EUDR pack takes them: codes, shapes and weights, never people. */
export function packOf(behind: AnswerOf<typeof parcelsBehind>): Omit<Exported, 'crop' | 'day'> {
  const parcels = behind.parcels.map((p) => ({
    plot: p.code,
    producer: p.producer,
    country: 'PE',
    place: p.place,
    shape: shapeOf(p.ring),
    hectares: p.declared_m2 === null ? null : p.declared_m2 / 10_000,
    grams: p.grams,
  }));
  const evidence = behind.parcels.map(({ ring: _, ...known }) => known);
  // Of unknown origin there may be less than a gram left, and it is still inside.
  const unknownGrams = behind.unknown ? Math.max(1, behind.unknown_grams) : 0;
  return { reference: behind.code, parcels, unknownGrams, evidence };
}

/** Boundaries are kept as one ring; a single position is a point. */
export function shapeOf(ring: readonly (readonly [number, number])[] | null): unknown {
  const [only, ...more] = ring ?? [];
  if (!only) return null;
  return more.length === 0 ? { type: 'Point', coordinates: only } : { type: 'Polygon', coordinates: [ring] };
}
