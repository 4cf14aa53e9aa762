import { sql } from 'kysely';
import { canonical } from '#kernel/pure/canonical.ts';
import { fold } from '#kernel/pure/fold.ts';
import type { Position } from '#kernel/pure/geo.ts';
import type { FieldSpec } from '#kernel/pure/headers.ts';
import { isUuid } from '#kernel/pure/ids.ts';
import { type Read, readDay, readHectares, readNumber, readWhole } from '#kernel/pure/readers.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { readGeoSheet } from '#kernel/server/geoSheet.ts';
import { type ImportFact, type ImportSpec, idFrom, type RowContext, type RowResult } from '#kernel/server/importing.ts';
import type { Reader } from '#kernel/server/question.ts';
import { type Register, registerOf } from '#programme/people/queries.ts';
import { documentKey, nameInAnyOrder } from '#programme/people/rules.ts';
import { BoundaryMapped, type crops, type LandLimits, PlotRegistered, type tenures } from '#programme/plots/facts.ts';
import { readImportedShape } from '#programme/plots/importedShape.ts';
import { inForce, rulesWith } from '#programme/plots/ruleSets.ts';

const fields: readonly FieldSpec[] = [
  { name: 'person', words: ['Código del productor', 'Id productor', 'Producer id'] },
  { name: 'document', words: ['DNI', 'Documento', 'DNI del productor', 'Document'] },
  {
    name: 'producer',
    words: ['Productor', 'Nombre del productor', 'Propietario', 'Nombres y apellidos', 'Producer', 'Owner'],
  },
  { name: 'code', words: ['Código de parcela', 'Id parcela', 'Código', 'Plot code', 'Plot id', 'id'] },
  {
    name: 'name',
    words: ['Parcela', 'Nombre de parcela', 'Fundo', 'Predio', 'Plot', 'Plot name', 'Farm', 'Nombre', 'Name'],
  },
  { name: 'crop', words: ['Cultivo', 'Crop'] },
  { name: 'hectares', words: ['Área', 'Hectáreas', 'Área declarada', 'Superficie', 'Ha', 'Area', 'Hectares'] },
  { name: 'plantedYear', words: ['Año de siembra', 'Año de plantación', 'Planted', 'Year planted'] },
  { name: 'tenure', words: ['Tenencia', 'Situación legal', 'Tenure'] },
  { name: 'geometry', words: ['geometry', 'Geometría', 'Polígono', 'GeoJSON', 'Polygon'] },
  { name: 'lat', words: ['Latitud', 'Lat', 'Latitude', 'Y'] },
  { name: 'lon', words: ['Longitud', 'Lon', 'Long', 'Lng', 'Longitude', 'X'] },
  { name: 'on', words: ['Fecha de levantamiento', 'Fecha', 'Fecha de mapeo', 'Date', 'Mapping date'] },
];

type Values = Readonly<Record<string, string>>;

/**
 * Plots of a GeoJSON file or a list, one per feature or line: with a boundary, with a single place, or with neither.
 * The producer is found by the id of her record, her document, or her name when only one is called so. A plot is known
 * again by its code or name within its producer, and another boundary is another capture. `on` is the day where the
 * file says none.
 */
export function plotsImport(db: Reader, programme: string, on: string): ImportSpec {
  let known: Promise<Known> | undefined;
  return {
    as: 'plots',
    fields,
    read: readGeoSheet,
    row: async (values, context) => {
      known ??= lookUp(db, programme);
      return rowOf(values, context, await known, programme, on);
    },
  };
}

interface Known {
  readonly register: Register;
  /** Days of the plots and boundaries that are there. */
  readonly days: ReadonlyMap<string, string>;
  readonly sets: Parameters<typeof inForce>[0];
}

async function lookUp(db: Reader, programme: string): Promise<Known> {
  const days = await db.rows(sql<{ id: string; on_day: string }>`
    select id, on_day::text as on_day from plots_plot where programme = ${programme}::uuid
    union all select id, on_day::text from plots_boundary where programme = ${programme}::uuid`);
  const sets = await db.rows(sql<{ id: string; from: string; source: string; limits: LandLimits; number: number }>`
    select id, from_day::text as from, source, limits, number::float8 as number from plots_limits
    where programme = ${programme}::uuid`);
  return {
    register: await registerOf(db, programme),
    days: new Map(days.map((d) => [d.id, d.on_day])),
    sets: sets.map(({ limits, ...set }) => ({ ...set, rules: rulesWith(limits) })),
  };
}

function rowOf(values: Values, context: RowContext, known: Known, programme: string, today: string): RowResult {
  const refusals: Refusal[] = [];
  const flags: Refusal[] = [];
  const style = { decimal: context.decimal };
  const take = <T>(field: string, read: (text: string) => Read<T>): T | undefined => {
    const text = values[field] ?? '';
    const found = text === '' ? undefined : read(text);
    if (found && !found.ok) refusals.push({ ...found.refusal, at: field });
    return found?.ok ? found.value : undefined;
  };
  const person = personOf(values, known.register);
  if (typeof person !== 'string') refusals.push(person);
  const declared = take('hectares', (text) => readHectares(text, style));
  const plantedYear = take('plantedYear', readWhole);
  const said = take('on', readDay);
  // Six decimals of a degree after a comma are never thousands.
  const [lon, lat] = [
    take('lon', (text) => readNumber(text, { decimal: decimalOf(text) })),
    take('lat', (text) => readNumber(text, { decimal: decimalOf(text) })),
  ];
  const place: Position | null = lon === undefined || lat === undefined ? null : [lon, lat];
  const { rules } = inForce(known.sets, said ?? today);
  const ring = readImportedShape(values['geometry'] ?? '', place, declared, rules, { refusals, flags });
  const label = values['name'] || values['code'];
  if (!label && ring === null) refusals.push(refuse('plots.import-nothing', {}, 'name'));
  if (typeof person !== 'string' || refusals.length > 0) return { facts: [], refusals, flags, ground: ring };

  const key = values['code'] || values['name'] || canonical(ring);
  const plot = idFrom(programme, `plot|${person}|${fold(key)}`);
  const name = label ?? context.say('plots.import-unnamed', { line: context.line });
  const facts: ImportFact[] = [
    {
      id: plot,
      kind: PlotRegistered.kind,
      body: {
        person,
        name,
        crop: cropOf(values['crop'] ?? ''),
        ...(declared ? { declaredM2: declared } : {}),
        ...(plantedYear === undefined ? {} : { plantedYear }),
        tenure: tenureOf(values['tenure'] ?? ''),
        on: said ?? known.days.get(plot) ?? today,
      },
    },
  ];
  if (ring !== null) {
    const id = idFrom(programme, `boundary|${plot}|${canonical(ring)}`);
    const body = { plot, ring, method: 'import', on: said ?? known.days.get(id) ?? today };
    facts.push({ id, kind: BoundaryMapped.kind, body });
  }
  return { facts, refusals, flags, ground: ring, would: context.say('plots.import-would', { name }) };
}

function personOf(values: Values, register: Register): string | Refusal {
  const id = values['person'] ?? '';
  if (isUuid(id) && register.ids.has(id)) return id;
  const digits = (values['document'] ?? '').replace(/[^0-9A-Za-z]/g, '');
  const padded = /^\d{5,7}$/.test(digits) ? digits.padStart(8, '0') : digits;
  for (const type of ['DNI', 'RUC', 'CE']) {
    const found =
      padded === '' ? undefined : register.byDocument.get(documentKey(type, padded.slice(0, type === 'DNI' ? 8 : 20)));
    if (found) return found;
  }
  const called = values['producer'] ? register.byName.get(nameInAnyOrder(values['producer'])) : undefined;
  if (called && called.size > 1) return refuse('plots.import-several-people', { people: called.size }, 'producer');
  const [only] = called ?? [];
  return only ?? refuse('plots.import-unknown-person', {}, values['document'] ? 'document' : 'producer');
}

function decimalOf(text: string): '.' | ',' {
  return text.includes(',') && !text.includes('.') ? ',' : '.';
}

function cropOf(text: string): (typeof crops)[number] {
  return /caf|coff/.test(fold(text)) ? 'coffee' : 'cocoa';
}

const tenureWords: readonly (readonly [RegExp, (typeof tenures)[number]])[] = [
  [/titul|title|propi|owner/, 'title'],
  [/posesi|possess|constancia|certific/, 'possession'],
  [/comun|commun/, 'community'],
  [/alquil|arrend|rent|partid/, 'rented'],
];

function tenureOf(text: string): (typeof tenures)[number] {
  return tenureWords.find(([word]) => word.test(fold(text)))?.[1] ?? 'unknown';
}
