import type { PlotShape } from '#kernel/pure/geo.ts';
import { partsOf } from '#kernel/pure/geo.ts';
import { truncated } from '#kernel/pure/geometryCrossing.ts';
import { rightHanded } from '#kernel/pure/geometryRepair.ts';
import { cut6 } from '#kernel/pure/geometryRing.ts';
import type { Geos } from '#kernel/server/geos.ts';
import type { EudrSettings } from '#programme/plots/eudrSettings.ts';
import { checkFeature, type FeatureFinding } from '#programme/plots/featureChecks.ts';
import { repairedShape } from '#programme/plots/featureRepairs.ts';
import { peruAtlas } from '#programme/plots/fileChecks.ts';
import { defaultLandPolicy } from '#programme/plots/landPolicy.ts';

/** A plot that beans of the shipment may come from. */
export interface Parcel {
  /** The plot's own code. */
  readonly plot: string;
  readonly producer: string;
  /** ISO 3166. */
  readonly country: string;
  readonly place: string;
  readonly shape: unknown;
  /** Hectares somebody declared; a point is nothing without. */
  readonly hectares: number | null;
  /** Pro rata, grams. */
  readonly grams: number;
}

/** Why a plot may not stand in a statement. */
export interface Blocked {
  readonly plot: string;
  readonly codes: readonly string[];
}

export interface PackProducer {
  readonly producer: string;
  readonly country: string;
  readonly grams: number;
  /** As the system reads it: case-sensitive names, six decimals, no holes, rings closed, points with their area. */
  readonly geojson: string;
  readonly plots: number;
}

export interface PackCommodity {
  readonly grams: number;
  readonly producers: readonly PackProducer[];
}

export interface PackStatement {
  readonly grams: number;
  readonly commodities: readonly PackCommodity[];
  readonly geolocationBytes: number;
}

export interface EudrPack {
  readonly statements: readonly PackStatement[];
  readonly blocked: readonly Blocked[];
  readonly grams: number;
}

/**
 * Groups parcels by producer and divides them so that every limit of the system holds; masses of all parts add up to the
 * shipment to the gram. Plots that may not stand in it are named, and then there are no statements.
 */
export function eudrPack(parcels: readonly Parcel[], of: EudrSettings, geos: Geos): EudrPack {
  const blocked: Blocked[] = [];
  const byProducer = new Map<string, { country: string; grams: number; features: string[] }>();
  const grams = parcels.reduce((sum, parcel) => sum + parcel.grams, 0);
  for (const parcel of parcels) {
    const feature = featureOf(parcel, of, geos);
    if (typeof feature !== 'string') {
      blocked.push({ plot: parcel.plot, codes: feature });
      continue;
    }
    const key = `${parcel.country} ${parcel.producer}`;
    const producer = byProducer.get(key) ?? { country: parcel.country, grams: 0, features: [] };
    producer.grams += parcel.grams;
    producer.features.push(feature);
    byProducer.set(key, producer);
  }
  if (blocked.length > 0 || byProducer.size === 0) return { statements: [], blocked, grams };
  const producers = [...byProducer].map(
    ([key, { country, grams: mass, features }]): PackProducer => ({
      producer: key.slice(country.length + 1),
      country,
      grams: mass,
      geojson: `{"type":"FeatureCollection","features":[${features.join(',')}]}`,
      plots: features.length,
    }),
  );
  return { statements: statementsOf(producers, of), blocked, grams };
}

/** One GeoJSON feature, or the codes of what stands against it. */
function featureOf(parcel: Parcel, of: EudrSettings, geos: Geos): string | readonly string[] {
  const raw = {
    type: 'Feature',
    properties: {
      ProducerCountry: parcel.country,
      ...(parcel.hectares === null ? {} : { declared_ha: parcel.hectares }),
    },
    geometry: parcel.shape,
  };
  const reading = checkFeature(raw, peruAtlas);
  const repaired = repairedShape(reading, raw, { atlas: peruAtlas, policy: defaultLandPolicy.geometry, geos });
  const wrong = reading.findings.filter((f) => f.level === 'block' && !mendedHere.includes(f.code));
  const shape = reading.findings.some((f) => mendedHere.includes(f.code)) ? repaired : reading.shape;
  if (wrong.length > 0 || !shape) return codesOf(wrong, 'NO_GEOMETRY');
  const area = shape.type === 'Point' ? parcel.hectares : reading.areaM2 / 10_000;
  if (shape.type === 'Point' && (area === null || !(area > 0 && area <= of.pointMostHa))) return ['POINT_AREA_RANGE'];
  const geometry = asTheSystemReads(shape);
  if (geometry.type !== 'Point' && geos.invalid(geometry)) return ['SELF_INTERSECTION_AT_6DP'];
  const properties = {
    ProducerName: parcel.producer,
    ProducerCountry: parcel.country,
    ProductionPlace: parcel.place,
    Area: Math.round((area ?? 0) * 1e4) / 1e4,
  };
  return JSON.stringify({ type: 'Feature', properties, geometry });
}

/** Repairs that change no ground and need nobody's word: an export takes them, the record stays as it was captured. */
const mendedHere = ['HOLE', 'WINDING', 'RING_NOT_CLOSED', 'SELF_INTERSECTION_AT_6DP'];

const codesOf = (findings: readonly FeatureFinding[], otherwise: string): readonly string[] =>
  findings.length > 0 ? [...new Set(findings.map((f) => f.code))] : [otherwise];

/** Six decimals, cut; without corners that fall together then. */
export function asTheSystemReads(shape: PlotShape): PlotShape {
  if (shape.type === 'Point')
    return { type: 'Point', coordinates: [cut6(shape.coordinates[0]), cut6(shape.coordinates[1])] };
  const cut = truncated(rightHanded(shape));
  const [only, ...more] = partsOf(cut);
  return more.length === 0 && only ? { type: 'Polygon', coordinates: only } : cut;
}

function statementsOf(producers: readonly PackProducer[], of: EudrSettings): PackStatement[] {
  const statements: PackProducer[][][] = [];
  let room = { bytes: 0, producers: 0 };
  for (const one of producers) {
    const bytes = base64Length(one.geojson);
    const statement = statements.at(-1);
    const commodity = statement?.at(-1);
    const fits = statement && room.bytes + bytes <= of.geolocationBytes && room.producers < of.producersPerStatement;
    if (!statement || !fits) {
      statements.push([[one]]);
      room = { bytes, producers: 1 };
      continue;
    }
    if (commodity && commodity.length < of.producersPerCommodity) commodity.push(one);
    else if (statement.length < of.commoditiesPerStatement) statement.push([one]);
    else {
      statements.push([[one]]);
      room = { bytes: 0, producers: 0 };
    }
    room = { bytes: room.bytes + bytes, producers: room.producers + 1 };
  }
  const mass = (list: readonly { grams: number }[]) => list.reduce((sum, { grams }) => sum + grams, 0);
  return statements.map((statement) => {
    const commodities = statement.map((list) => ({ grams: mass(list), producers: list }));
    const bytes = statement.flat().reduce((sum, { geojson }) => sum + base64Length(geojson), 0);
    return { grams: mass(commodities), commodities, geolocationBytes: bytes };
  });
}

/** The system measures what is sent, and it is sent as base64. */
const base64Length = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / 3) * 4;
