import { type Refusal, refuse } from '#kernel/pure/refusal.ts';

export interface JsonLimits {
  readonly depth: number;
  /** Opening brackets and braces: in GeoJSON about one per position. */
  readonly nodes: number;
  /** Signs of one number; the longest honest one has 24. */
  readonly digits: number;
}

/** GeoJSON nests a position 8 deep; half a million positions are 10,000 plots of a careful walk. */
export const geoJsonLimits: JsonLimits = { depth: 40, nodes: 900_000, digits: 60 };

/**
 * Looks over JSON text before any parser sees it, one pass over its bytes: too deep a nesting, too many positions or a
 * number without end are named, null when it may be parsed. 25 MB take some 30 ms. Says nothing of its grammar.
 */
export function troubleInJson(bytes: Uint8Array, limits: JsonLimits = geoJsonLimits): Refusal | null {
  let [depth, nodes, digits, inText] = [0, 0, 0, false];
  for (let i = 0; i < bytes.length; i += 1) {
    const sign = bytes[i] as number;
    if (inText) {
      if (sign === 0x5c) i += 1;
      else if (sign === 0x22) inText = false;
      continue;
    }
    if ((sign >= 0x30 && sign <= 0x39) || sign === 0x2e) {
      digits += 1;
      if (digits > limits.digits) return refuse('geo.number-too-long', { most: limits.digits });
      continue;
    }
    digits = 0;
    if (sign === 0x22) inText = true;
    else if (sign === 0x5b || sign === 0x7b) {
      depth += 1;
      nodes += 1;
      if (depth > limits.depth) return refuse('geo.too-deep', { most: limits.depth });
      if (nodes > limits.nodes) return refuse('geo.too-many-positions', { most: limits.nodes });
    } else if (sign === 0x5d || sign === 0x7d) depth -= 1;
  }
  return null;
}
