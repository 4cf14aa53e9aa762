import type { Box } from '#kernel/pure/geo.ts';

/** Limits of a plot's geometry. Every one is a setting of the programme; the reasons stand beside the defaults. */
export interface GeometryPolicy {
  readonly country: Box;
  readonly maxPositions: number;
  readonly minAreaM2: number;
  /** Area ÷ perimeter²: a circle has 0.08, a straight walk there and back almost 0. */
  readonly minCompactness: number;
  readonly tinyM2: number;
  readonly largeM2: number;
  readonly hugeM2: number;
  readonly closeGapM: number;
  readonly closeGapShare: number;
  readonly mismatchWarnPpm: number;
  readonly mismatchBlockPpm: number;
  readonly pointWarnM2: number;
  readonly pointBlockM2: number;
  readonly accuracyM: number;
  readonly poorFixesPpm: number;
  /** Beyond the border within this many metres a person looks; further out it is another country. */
  readonly borderM: number;
  readonly manyVertices: number;
  /** A corner sharper than this, both of whose sides are longer than `spikeLegM`, was not walked. */
  readonly spikeDegrees: number;
  readonly spikeLegM: number;
  /** Mean width, 2 × area ÷ perimeter. */
  readonly sliverWidthM: number;
  /** Perimeter² ÷ (4π × area): a circle has 1, a square 1.3. */
  readonly jagged: number;
  /** All positions with so few decimals, or one with so many, were not measured so. */
  readonly lowDecimals: number;
  readonly excessDecimals: number;
}

/** Defaults from knowledge/land-and-trace.md sections 1.3, 1.4, 3.1 and 3.2, and domain.md section 10.1. */
export const defaultGeometryPolicy: GeometryPolicy = {
  // Peru with its islands (domain 10.1).
  country: [-81.4, -18.4, -68.6, 0.1],
  // A walk of a whole day at one fix per second stays below it; more is an attack or a country outline.
  maxPositions: 20_000,
  // An exact test calls a straight line of six decimals a valid polygon, hence tolerances (I06 of the test set).
  minAreaM2: 10,
  // Narrower than a thousandth of its length is a line.
  minCompactness: 2.5e-4,
  // Cocoa holdings of the programme are 0.25 to 10 ha; outside 0.05 to 50 ha a person looks.
  tinyM2: 500,
  largeM2: 500_000,
  hugeM2: 5_000_000,
  // GPS noise under shade: a walker who came back is at most this far from the start.
  closeGapM: 20,
  closeGapShare: 0.05,
  // 95 of 100 honest walks of 0.5 ha with 5 m noise are within 15 %.
  mismatchWarnPpm: 200_000,
  mismatchBlockPpm: 1_000_000,
  // EUDR: above 4 ha a polygon is needed. The Commission's own area tool errs by 0.4 %, so 3.95 ha already warns.
  pointWarnM2: 39_500,
  pointBlockM2: 40_000,
  accuracyM: 15,
  poorFixesPpm: 200_000,
  // Natural Earth's inland border is 1.7 km (median) to 4.9 km (p90) off INEI's (land-and-trace 3.2).
  borderM: 5_000,
  manyVertices: 500,
  spikeDegrees: 5,
  spikeLegM: 20,
  sliverWidthM: 3,
  jagged: 8,
  // 4 decimals are 11 m; beyond 8 (1 mm) no instrument in a field measures.
  lowDecimals: 4,
  excessDecimals: 8,
};
