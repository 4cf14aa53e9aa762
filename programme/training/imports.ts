import { sql } from 'kysely';
import { isDay } from '#kernel/pure/day.ts';
import { fold } from '#kernel/pure/fold.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { type ImportFact, type ImportSpec, idFrom, type RowResult } from '#kernel/server/importing.ts';
import type { Reader } from '#kernel/server/question.ts';
import { documentKey } from '#programme/people/rules.ts';
import { AttendanceRecorded, SessionHeld } from './facts.ts';

/**
 * An attendance list as offices keep it: one line per person and session. The session is the one of that day and module
 * (and zone and trainer when said); when there is none, the first line of it makes one. `db` looks things up once.
 */
export function attendanceImport(db: Reader, programme: string): ImportSpec {
  let known: Promise<Known> | undefined;
  return {
    as: 'attendance',
    fields: [
      { name: 'date', words: ['Fecha', 'Fecha de la sesión', 'Día', 'Date'], required: true },
      { name: 'module', words: ['Módulo', 'Tema', 'Capacitación', 'Module', 'Topic', 'Training'], required: true },
      { name: 'document', words: ['DNI', 'Documento', 'Document', 'ID'] },
      {
        name: 'name',
        words: [
          'Nombres y apellidos',
          'Apellidos y nombres',
          'Participante',
          'Productor',
          'Nombre',
          'Full name',
          'Name',
        ],
      },
      { name: 'zone', words: ['Zona', 'Zone', 'Sector'] },
      { name: 'place', words: ['Lugar', 'Comunidad', 'Place', 'Community'] },
      { name: 'trainer', words: ['Técnico', 'Facilitador', 'Capacitador', 'Trainer', 'Technician'] },
      { name: 'evidence', words: ['Constancia', 'Firma', 'Evidence', 'Signature'] },
    ],
    row: async (values) => {
      known ??= lookUp(db, programme);
      return rowOf(values, await known, programme);
    },
  };
}

interface Known {
  readonly byDocument: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
  readonly zoneOf: ReadonlyMap<string, string>;
  readonly modules: readonly { id: string; code: string; title: string; title_en: string; minutes: number }[];
  readonly zones: ReadonlyMap<string, string>;
  readonly staff: ReadonlyMap<string, string>;
  readonly sessions: readonly { id: string; on_day: string; module: string; zone: string; trainer: string }[];
  readonly present: ReadonlySet<string>;
  /** Sheets made by this list so far. */
  readonly made: Map<string, ImportFact>;
}

async function lookUp(db: Reader, programme: string): Promise<Known> {
  const own = sql`programme = ${programme}::uuid and not void`;
  const people = await db.rows(sql<{ id: string; document_key: string | null; name: string; zone: string }>`
    select coalesce(same_as, id) as id, document_key, concat_ws(' ', given_names, family_names) as name, zone
    from people_person where ${own} and not erased`);
  const byName = new Map<string, Set<string>>();
  for (const { name, id } of people) byName.set(nameKey(name), (byName.get(nameKey(name)) ?? new Set()).add(id));
  const zones = await db.rows(sql<{ id: string; name: string }>`
    select id, name from partners_zone where programme = ${programme}::uuid`);
  const staff = await db.rows(sql<{ id: string; name: string }>`
    select id, names as name from partners_staff where ${own} and names is not null`);
  const present = await db.rows(sql<{ key: string }>`
    select a.session || '|' || coalesce(p.same_as, p.id) as key from training_attendance a
    join people_person p on p.programme = a.programme and p.id = a.person
    where a.programme = ${programme}::uuid and not a.void`);
  return {
    byDocument: new Map(people.flatMap((p) => (p.document_key ? [[p.document_key, p.id] as const] : []))),
    byName,
    zoneOf: new Map(people.map((p) => [p.id, p.zone])),
    // The newest edition of a code is the one taught.
    modules: await db.rows(sql<Known['modules'][number]>`
      select id, code, title, title_en, minutes from training_module where ${own} order by edition desc`),
    zones: new Map(zones.map((z) => [fold(z.name), z.id])),
    staff: new Map(staff.map((s) => [nameKey(s.name), s.id])),
    sessions: await db.rows(sql<Known['sessions'][number]>`
      select id, on_day::text as on_day, module, zone, trainer from training_session where ${own}`),
    present: new Set(present.map((a) => a.key)),
    made: new Map(),
  };
}

/** Names in whatever order: surnames first or last, with or without a comma. */
function nameKey(name: string): string {
  return fold(name).split(' ').sort().join(' ');
}

type Values = Readonly<Record<string, string>>;

function rowOf(values: Values, known: Known, programme: string): RowResult {
  const on = dayOf(values['date'] ?? '');
  const asked = fold(values['module'] ?? '');
  const module = known.modules.find((m) => [m.code, m.title, m.title_en].some((name) => fold(name) === asked));
  const person = personOf(values, known);
  const zone = values['zone'] ? known.zones.get(fold(values['zone'])) : undefined;
  const trainer = values['trainer'] ? known.staff.get(nameKey(values['trainer'])) : undefined;
  const refusals: Refusal[] = [];
  if (on === null) refusals.push(refuse('field.day', { field: 'date' }, 'date'));
  if (!module) refusals.push(refuse('training.import-unknown-module', { module: values['module'] ?? '' }, 'module'));
  if (typeof person !== 'string') refusals.push(person);
  if (values['zone'] && !zone) refusals.push(refuse('training.import-unknown-zone', { zone: values['zone'] }, 'zone'));
  if (values['trainer'] && !trainer) refusals.push(refuse('training.import-unknown-trainer', {}, 'trainer'));
  if (on === null || !module || typeof person !== 'string' || refusals.length > 0)
    return { facts: [], refusals, flags: [] };
  const held = known.sessions.filter(
    (s) =>
      s.on_day === on && s.module === module.id && (!zone || s.zone === zone) && (!trainer || s.trainer === trainer),
  );
  if (held.length > 1) return bad(refuse('training.import-several-sessions', { sessions: held.length }, 'date'));
  const there = held[0]?.id;
  if (there && known.present.has(`${there}|${person}`)) return { facts: [], refusals: [], flags: [] };
  const facts: ImportFact[] = [];
  let session = there;
  if (!session) {
    if (!trainer) return bad(refuse('training.import-no-trainer', {}, 'trainer'));
    const place = values['place'] ? { place: values['place'].slice(0, 120) } : {};
    const where = zone ?? known.zoneOf.get(person);
    session = idFrom(programme, `session|${on}|${module.id}|${zone ?? ''}|${trainer}`);
    facts.push(
      sheetOf({ zone: where, module: module.id, trainer, minutes: module.minutes, ...place, on }, session, known),
    );
  }
  const id = idFrom(programme, `attendance|${session}|${person}`);
  facts.push({
    id,
    kind: AttendanceRecorded.kind,
    body: { session, person, evidence: evidenceOf(values['evidence'] ?? ''), on },
  });
  return { facts, refusals: [], flags: [] };
}

function bad(refusal: Refusal): RowResult {
  return { facts: [], refusals: [refusal], flags: [] };
}

/** A spreadsheet eats the zeros that a DNI begins with; eleven digits are a RUC. */
function keyOfDocument(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (digits.length === 11) return documentKey('RUC', digits);
  return documentKey('DNI', /^\d{6,8}$/.test(digits) ? digits.padStart(8, '0') : text);
}

/** The person by her document, else by her names when only one person is called so. */
function personOf(values: Values, known: Known): string | Refusal {
  const found = known.byDocument.get(keyOfDocument(values['document'] ?? ''));
  if (found) return found;
  const called = values['name'] ? known.byName.get(nameKey(values['name'])) : undefined;
  if (called && called.size > 1) return refuse('training.import-several-people', { people: called.size }, 'name');
  const [only] = called ?? [];
  return only ?? refuse('training.import-unknown-person', {}, values['document'] ? 'document' : 'name');
}

/** The sheet that the list speaks of: made by its first line, and the same one for every line after. */
function sheetOf(body: Readonly<Record<string, unknown>>, key: string, known: Known): ImportFact {
  const made = known.made.get(key) ?? {
    id: key,
    kind: SessionHeld.kind,
    body: { ...body, audience: 'producers', present: [], unnamed: 0 },
  };
  known.made.set(key, made);
  return made;
}

/** A list without a mark is a list of names; any other mark stands for the signature on the paper. */
function evidenceOf(text: string): string {
  const mark = fold(text);
  if (mark === '') return 'named';
  if (mark.includes('qr')) return 'qr';
  return /fot|phot/.test(mark) ? 'photo' : 'signature';
}

/** `2021-03-04`, `04/03/2021`, `4-3-21`: in Peru the day comes first. Null when it is no day. */
export function dayOf(text: string): string | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text);
  const [year, month, date] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const day = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}
