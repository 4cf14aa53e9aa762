/** What can be said about a plot's geometry by itself; each code has a sentence in the words of plots. */
export const geometryCodes = [
  'STRUCTURE',
  'NO_GEOMETRY',
  'GEOMETRY_TYPE',
  'GEOMETRY_COLLECTION',
  'COORD_RANGE',
  'NULL_ISLAND',
  'SWAPPED_SUSPECT',
  'SIGN_SUSPECT',
  'PROJECTED_SUSPECT',
  'ANTIMERIDIAN',
  'OUTSIDE_COUNTRY',
  'BORDER',
  'RING_NOT_CLOSED',
  'AUTO_CLOSED',
  'CLOSING_GAP',
  'TOO_FEW_POINTS',
  'FEW_VERTICES',
  'MANY_VERTICES',
  'ZERO_AREA',
  'SELF_INTERSECTION',
  'SELF_INTERSECTION_AT_6DP',
  'HOLE',
  'HOLE_OUTSIDE',
  'NESTED',
  'PARTS_OVERLAP',
  'PARTS_TOUCH',
  'DUP_VERTEX',
  'DUP_VERTEX_AT_6DP',
  'SPIKE',
  'SLIVER',
  'JAGGED',
  'WINDING',
  'HAS_Z',
  'LOW_PRECISION',
  'EXCESS_PRECISION',
  'AREA_TINY',
  'AREA_LARGE',
  'AREA_HUGE',
  'AREA_MISMATCH',
  'POINT_ONLY',
  'POINT_OVER_4HA',
  'LOW_ACCURACY',
] as const;
export type GeometryCode = (typeof geometryCodes)[number];

/** One thing that is wrong or worth knowing: `block` stops an export, `warn` asks a person, `info` was mended or is a remark. */
export interface GeometryFinding {
  readonly code: GeometryCode;
  readonly level: 'block' | 'warn' | 'info';
  /** What the sentence needs: counts, metres, m², or a position as `lon` and `lat`. */
  readonly detail: Readonly<Record<string, number | string>>;
}

/** Reports one finding. */
export type Tell = (code: GeometryCode, level: GeometryFinding['level'], detail?: GeometryFinding['detail']) => void;
