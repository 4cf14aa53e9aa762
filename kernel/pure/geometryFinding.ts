/** What can be said about a plot's geometry; each code has a sentence in the words of plots. */
export const geometryCodes = [
  'NO_GEOMETRY',
  'GEOMETRY_TYPE',
  'STRUCTURE',
  'COORD_RANGE',
  'NULL_ISLAND',
  'SWAPPED_SUSPECT',
  'OUTSIDE_COUNTRY',
  'RING_NOT_CLOSED',
  'TOO_FEW_POINTS',
  'ZERO_AREA',
  'SELF_INTERSECTION',
  'DUP_VERTEX',
  'AREA_TINY',
  'AREA_LARGE',
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
