import { sql } from 'kysely';
import { fold } from '#kernel/pure/fold.ts';
import type { FieldSpec } from '#kernel/pure/headers.ts';
import { type Read, readDay, readSex, readWhole, readYes } from '#kernel/pure/readers.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { type ImportSpec, idFrom, type RowContext, type RowResult } from '#kernel/server/importing.ts';
import type { Reader } from '#kernel/server/question.ts';
import { type District, readDistrict } from '#programme/partners/geography/districts.ts';
import { addToIndex, findLikely, indexPeople, type PeopleIndex } from '#programme/people/duplicates.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';
import { readImportedDocument } from '#programme/people/importedDocument.ts';
import { splitName } from '#programme/people/importedName.ts';
import { likeness, type PersonName } from '#programme/people/names.ts';
import { documentKey } from '#programme/people/rules.ts';

const fields: readonly FieldSpec[] = [
  { name: 'surnamesFirst', words: ['Apellidos y nombres', 'Apellidos, nombres', 'Surname and name'] },
  { name: 'givenFirst', words: ['Nombres y apellidos', 'Nombre completo', 'Nombre del productor', 'Full name'] },
  { name: 'givenNames', words: ['Nombres', 'Nombre', 'Primer nombre', 'Given names', 'First name', 'Name'] },
  { name: 'familyNames', words: ['Apellidos', 'Family names', 'Surnames', 'Last name', 'Surname'] },
  { name: 'father', words: ['Apellido paterno', 'Primer apellido', 'Ap. paterno'] },
  { name: 'mother', words: ['Apellido materno', 'Segundo apellido', 'Ap. materno'] },
  { name: 'document', words: ['DNI', 'Documento', 'Documento de identidad', 'Nro documento', 'Document', 'ID number'] },
  { name: 'documentType', words: ['Tipo de documento', 'Tipo doc', 'Document type'] },
  { name: 'ruc', words: ['RUC'] },
  { name: 'birthDate', words: ['Fecha de nacimiento', 'Nacimiento', 'F. nac', 'Birth date', 'Date of birth'] },
  { name: 'birthYear', words: ['Año de nacimiento', 'Birth year', 'Year of birth'] },
  { name: 'age', words: ['Edad', 'Age'] },
  { name: 'sex', words: ['Sexo', 'Género', 'Sex', 'Gender'] },
  { name: 'phone', words: ['Teléfono', 'Celular', 'Móvil', 'Phone', 'Mobile'] },
  { name: 'zone', words: ['Zona', 'Sector', 'Zone'] },
  { name: 'inei', words: ['Ubigeo INEI', 'Código INEI', 'INEI code'] },
  { name: 'reniec', words: ['Ubigeo RENIEC', 'Código RENIEC', 'RENIEC code'] },
  { name: 'district', words: ['Distrito', 'Ubigeo', 'District'] },
  { name: 'province', words: ['Provincia', 'Province'] },
  {
    name: 'community',
    words: ['Comunidad', 'Caserío', 'Centro poblado', 'Anexo', 'Localidad', 'Community', 'Village'],
  },
  { name: 'consent', words: ['Consentimiento', 'Acepta participar', 'Consent'] },
  { name: 'on', words: ['Fecha de registro', 'Fecha de inscripción', 'Fecha de empadronamiento', 'Fecha', 'Date'] },
];

type Values = Readonly<Record<string, string>>;

/**
 * A list of producers, one line each. A line is known again by its document, else by name, year and district. `on` is
 * the day of registration where the list says none. `db` looks things up once.
 */
export function peopleImport(db: Reader, programme: string, on: string): ImportSpec {
  let known: Promise<Known> | undefined;
  return {
    as: 'people',
    fields,
    row: async (values, context) => {
      known ??= lookUp(db, programme);
      return rowOf(values, context, await known, programme, on);
    },
  };
}

interface Known {
  readonly days: ReadonlyMap<string, string>;
  readonly byDocument: ReadonlyMap<string, { readonly id: string; readonly name: PersonName }>;
  /** Grows with the rows, so that the second row of a file finds the first. */
  readonly index: PeopleIndex;
  readonly zones: readonly { id: string; name: string; districts: readonly string[] }[];
}

async function lookUp(db: Reader, programme: string): Promise<Known> {
  const people = await db.rows(sql<{
    id: string;
    given: string | null;
    surnames: string | null;
    document: string | null;
    key: string | null;
    birth_year: number | null;
    district: string;
    on_day: string;
  }>`select id, given_names as given, family_names as surnames, document_number as document, document_key as key,
      birth_year, district, on_day::text as on_day
    from people_person where programme = ${programme}::uuid and not void order by id`);
  const named = people.map((p) => ({ ...p, name: { given: p.given ?? '', surnames: p.surnames ?? '' } }));
  const zones = await db.rows(sql<Known['zones'][number]>`
    select id, name, to_json(districts) as districts from partners_zone where programme = ${programme}::uuid`);
  const asKnown = named
    .filter((p) => p.given !== null)
    .map((p) => ({ id: p.id, name: p.name, birthYear: p.birth_year, place: p.district, document: p.document }));
  return {
    days: new Map(people.map((p) => [p.id, p.on_day])),
    byDocument: new Map(named.flatMap((p) => (p.key === null ? [] : [[p.key, p] as const]))),
    index: indexPeople(asKnown),
    zones,
  };
}

function rowOf(values: Values, context: RowContext, known: Known, programme: string, today: string): RowResult {
  const refusals: Refusal[] = [];
  const flags: Refusal[] = [];
  const take = <T>(field: string, read: (text: string) => Read<T>): T | undefined => {
    const text = values[field] ?? '';
    const found = text === '' ? undefined : read(text);
    if (found && !found.ok) refusals.push({ ...found.refusal, at: field });
    return found?.ok ? found.value : undefined;
  };
  const name = splitName(values);
  if (!name) refusals.push(refuse('people.import-no-name', {}, 'givenNames'));
  const document = readImportedDocument(values, refusals, flags);
  const birthDate = take('birthDate', readDay);
  const district = districtOf(values);
  if (!district.ok) refusals.push({ ...district.refusal, at: 'district' });
  // Without a district there is nothing more to say of the zone.
  const zone =
    district.ok || values['zone'] ? zoneOf(values['zone'] ?? '', district.ok ? district.district : null, known) : '';
  if (typeof zone !== 'string') refusals.push(zone);
  const sex = take('sex', (text) => readSex(text, context.column('sex'))) ?? 'unknown';
  const agrees = take('consent', readYes);
  const told = take('birthYear', readWhole);
  const age = take('age', readWhole);
  const said = take('on', readDay);
  if (!name || !district.ok || typeof zone !== 'string' || refusals.length > 0) return { facts: [], refusals, flags };

  const inei = district.district.inei;
  const spelt = fold(`${name.givenNames} ${name.familyNames}`).split(' ').sort().join(' ');
  const key = document ? documentKey(document.type, document.number) : null;
  const id = idFrom(programme, `person|${key ?? `${spelt}|${birthDate ?? told ?? age ?? ''}|${inei}`}`);
  const on = said ?? known.days.get(id) ?? today;
  const year =
    told ?? (birthDate ? Number(birthDate.slice(0, 4)) : age === undefined ? undefined : Number(on.slice(0, 4)) - age);
  const person = { id, name: { given: name.givenNames, surnames: name.familyNames }, birthYear: year, place: inei };
  const twin = key === null ? undefined : known.byDocument.get(key);
  if (twin && twin.id !== id) {
    // The same card and a like name: she was registered in the field, and the list says nothing new.
    if (likeness(twin.name, person.name) >= sameName) return { facts: [], refusals, flags: [] };
    return { facts: [], refusals: [refuse('people.same-document', { person: twin.id }, 'document')], flags };
  }
  const asked = { ...person, document: document?.number };
  const [likely] = known.days.has(id) ? [] : findLikely(asked, known.index);
  if (likely) flags.push(refuse('people.looks-like', { person: likely.id, score: Math.round(likely.score * 100) }));
  addToIndex(known.index, asked);
  const consents = agrees === undefined ? [] : [{ purpose: 'programme', given: agrees, evidence: 'paper' }];
  const body = without({
    ...name,
    document,
    birthDate,
    birthYear: year,
    phone: values['phone'] || undefined,
    sex,
    zone,
    district: inei,
    community: values['community'] || undefined,
    consents,
    on,
  });
  const would = context.say('people.import-would', { name: `${name.familyNames}, ${name.givenNames}` });
  return { facts: [{ id, kind: ProducerRegistered.kind, body }], refusals, flags, would };
}

/** From here on two spellings of a name beside one card are one person. */
const sameName = 0.75;

function without(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** A code whose system the heading names is read in that system only; any other text as code or name. */
function districtOf(values: Values): { ok: true; district: District } | { ok: false; refusal: Refusal } {
  const [inei, reniec, text] = [values['inei'] ?? '', values['reniec'] ?? '', values['district'] ?? ''];
  const named = /^\d+$/.test(text) ? {} : { name: text };
  if (inei !== '') return readDistrict(inei, { system: 'inei' });
  if (reniec !== '') return readDistrict(reniec, { system: 'reniec' });
  if (text === '') return { ok: false, refusal: refuse('people.import-no-district') };
  const province = values['province'] ? { province: values['province'] } : {};
  return readDistrict(text, { ...named, ...province });
}

/** The zone named, else the one that the district belongs to; of nested zones the smallest. */
function zoneOf(name: string, district: District | null, known: Known): string | Refusal {
  if (name !== '') {
    const found = known.zones.find((zone) => fold(zone.name) === fold(name));
    return found?.id ?? refuse('people.import-unknown-zone', { zone: name }, 'zone');
  }
  const over = known.zones.filter((zone) => district !== null && zone.districts.includes(district.inei));
  const least = Math.min(...over.map((zone) => zone.districts.length));
  const [first, ...others] = over.filter((zone) => zone.districts.length === least);
  if (first && others.length === 0) return first.id;
  return refuse(
    first ? 'people.import-several-zones' : 'people.import-no-zone',
    { district: district?.name ?? '' },
    'zone',
  );
}
