import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { dayAt } from '#kernel/pure/day.ts';
import type { Mapping } from '#kernel/pure/headers.ts';
import { type Actor, scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Language, speaker } from '#kernel/pure/words.ts';
import { type House, languageOf, present } from '#kernel/server/http.ts';
import { importDoor } from '#kernel/server/importDoor.ts';
import { type Imported, runImport } from '#kernel/server/importing.ts';
import { readerOf } from '#kernel/server/reading.ts';
import type { SheetLimits } from '#kernel/server/sheet.ts';
import { type Importer, importers } from '#programme/imports.ts';
import { carries, carryIn, pendingIn } from './carrying.ts';

/*
 * Spreadsheets over HTTP. All answers and refusals are JSON; refusals look as everywhere: {refusals: [{code, params, at?, words: {es, en}}]}.
 *
 * A phone's file of records that it could not send (kernel/pure/pendingFile.ts) comes in by the same door, whatever `as` says.
 *
 * GET /api/imports?lang=es
 *   What the person who is signed in may bring in: Importable[] (below), with every field and what it is called.
 *   Her own kinds only; [] when she may import nothing.
 *
 * POST /api/import?as=people&dryRun=1&lang=es      multipart/form-data, header `x-minka: 1`
 *   part `file`  the spreadsheet (CSV, XLSX, GeoJSON; plots also KML, KMZ, GPX and zipped shapefiles), at most 15 MB and 50,000 rows
 *   part `map`   optional, JSON text: corrections of the guessed columns, {field: column} or {field: null} for "no column";
 *                may also stand in the query. Fields that it does not name are guessed.
 *   → 200 ImportAnswer. With dryRun=1 nothing is recorded and `rows` tells what each row would record and what is wrong.
 *     Without it good rows are recorded and `errorsFile` brings the bad ones back, as CSV text with the original columns
 *     and one more that says what is wrong. The same file again records nothing twice (`known`).
 *   A dry run whose required columns are missing still answers 200 (`missing` names the fields, every row is bad), so that the
 *   mapping can be corrected with the rows in sight. Then send the same file again with `map`.
 *   → 400 import.* (no such column, unreadable, empty, a required column is missing …) · 401 · 403 not her kind of work
 *     413 http.too-large, import.too-large, import.too-many-rows
 */

/** One kind of spreadsheet, and its fields in the language asked for. */
export interface Importable {
  readonly as: string;
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly label: string; readonly required: boolean }[];
}

/** What became of a file, or would. `rows` are at most `rowsShown`; those that a person must look at come first. */
export interface ImportAnswer extends Imported {
  readonly as: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly fields: Importable['fields'];
  /** Required fields for which the file has no column. */
  readonly missing: readonly string[];
  /** Rows of the file. */
  readonly total: number;
}

/** A server has many people to serve: larger files come in by `./minka import`. */
const limits: SheetLimits = { rows: 50_000, bytes: 15_000_000, columns: 300 };
const rowsShown = 2000;

export function mountImports(app: FastifyInstance, house: House): void {
  app.get<{ Querystring: Record<string, string> }>('/api/imports', async (request): Promise<Importable[]> => {
    const { standing } = await present(house, request);
    const language = languageOf(request.query);
    const sheets = importers
      .filter((importer) => mayImport(standing.actor, importer))
      .map((importer) => importableOf(house, importer, language));
    const facts = { as: 'facts', name: speaker(house.words, language)('import.facts'), fields: [] };
    return carries(standing.actor) ? [...sheets, facts] : sheets;
  });
  // One file at a time: a large one takes memory, and all of them end at the same writer.
  let last: Promise<unknown> = Promise.resolve();
  app.post<{ Querystring: Record<string, string> }>('/api/import', async (request): Promise<ImportAnswer> => {
    const { who, standing } = await present(house, request);
    const as = request.query['as'] ?? '';
    if (as !== 'facts' && !mayImport(standing.actor, importerNamed(as)))
      throw new Refused([refuse('policy.not-your-role')], 403);
    const { fileName, bytes, map } = await received(request);
    const of = {
      programme: who.programme,
      staff: who.staff,
      fileName,
      bytes,
      mapping: mappingOf(map ?? request.query['map'] ?? '{}'),
      dryRun: /^(1|true)$/.test(request.query['dryRun'] ?? ''),
      language: languageOf(request.query),
      limits,
    };
    const pending = pendingIn(bytes);
    if (as === 'facts' && !pending) throw new Refused([refuse('import.no-pending', {}, 'file')]);
    const mine = last.then(() =>
      pending
        ? carryIn(house, pending, { ...of, forOthers: carries(standing.actor) })
        : bringIn(house, importerNamed(as), of),
    );
    last = mine.catch(() => undefined);
    return mine;
  });
}

export interface Bringing {
  readonly programme: string;
  /** Who brings it in; the programme itself at the command line. */
  readonly staff: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly mapping: Mapping;
  readonly dryRun: boolean;
  readonly language: Language;
  readonly limits?: SheetLimits;
}

/** Brings one file in, for the office and for the command line. */
export async function bringIn(house: House, importer: Importer, of: Bringing): Promise<ImportAnswer> {
  const { ledger, words } = house;
  const spec = importer.spec(readerOf(ledger.pool, of.programme), of.programme, dayAt(new Date().toISOString()));
  const imported = await runImport({ ...importDoor(ledger, of.programme, of.staff), ...of, spec, words }).catch((e) => {
    throw tooLarge(e);
  });
  const { fields } = importableOf(house, importer, of.language);
  const missing = fields.filter(({ name, required }) => required && imported.mapping[name] === null);
  return {
    ...imported,
    rows: worthSeeing(imported.rows, of.limits ? rowsShown : imported.rows.length),
    as: importer.as,
    fileName: of.fileName,
    dryRun: of.dryRun,
    fields,
    missing: missing.map(({ name }) => name),
    total: imported.rows.length,
  };
}

export function importerNamed(as: string): Importer {
  const found = importers.find((importer) => importer.as === as);
  if (found) return found;
  const known = importers.map((importer) => importer.as).join(', ');
  throw new Refused([refuse('import.unknown-as', { as: as.slice(0, 40), known }, 'as')]);
}

/** Whoever may record all that the rows record. */
function mayImport(actor: Actor, { kinds }: Importer): boolean {
  return kinds.every((kind) => scopesOf(actor, kind.by) !== null);
}

function importableOf({ words, ledger }: House, importer: Importer, language: Language): Importable {
  const say = speaker(words, language);
  // Nothing is looked up before the first row.
  const spec = importer.spec(readerOf(ledger.pool, ''), '', '');
  const fields = spec.fields.map(({ name, required }) => ({
    name,
    label: say(`import.${importer.as}.${name}`),
    required: required ?? false,
  }));
  return { as: importer.as, name: say(`import.${importer.as}`), fields };
}

/** All rows when they are few; of many the bad and the flagged before the good, and each kind in its order. */
function worthSeeing(rows: Imported['rows'], most: number): Imported['rows'] {
  if (rows.length <= most) return rows;
  const rank = { bad: 0, flagged: 1, new: 2, known: 3 };
  const first = [...rows].sort((a, b) => rank[a.outcome] - rank[b.outcome] || a.line - b.line).slice(0, most);
  return first.sort((a, b) => a.line - b.line);
}

const sizes = new Set(['import.too-large', 'import.too-many-rows', 'import.too-many-columns']);

function tooLarge(error: unknown): unknown {
  const large = error instanceof Refused && error.refusals.some(({ code }) => sizes.has(code));
  return large ? new Refused(error.refusals, 413) : error;
}

/** The parts of the form, in whatever order they come. */
async function received(request: FastifyRequest): Promise<{ fileName: string; bytes: Uint8Array; map?: string }> {
  if (!request.isMultipart()) throw new Refused([refuse('import.no-file', {}, 'file')]);
  let file: { fileName: string; bytes: Uint8Array } | undefined;
  let map: string | undefined;
  try {
    for await (const part of request.parts({ limits: { fileSize: limits.bytes, files: 1, fields: 5 } })) {
      if (isFile(part)) file = { fileName: part.filename.slice(0, 200), bytes: await part.toBuffer() };
      else if (part.fieldname === 'map') map = String(part.value);
    }
  } catch (error) {
    const { code, statusCode } = error as { code?: string; statusCode?: number };
    if (statusCode === 413 && code === 'FST_REQ_FILE_TOO_LARGE')
      throw new Refused([refuse('import.too-large', { megabytes: limits.bytes / 1e6 }, 'file')], 413);
    if (error instanceof Refused || statusCode !== undefined) throw error;
    // What is no form, or was cut off half way.
    throw new Refused([refuse('http.unreadable')]);
  }
  if (!file) throw new Refused([refuse('import.no-file', {}, 'file')]);
  return map === undefined ? file : { ...file, map };
}

const isFile = (part: MultipartFile | MultipartValue): part is MultipartFile => part.type === 'file';

function mappingOf(text: string): Mapping {
  const wrong = new Refused([refuse('import.map-unreadable', {}, 'map')]);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw wrong;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw wrong;
  const pairs = Object.entries(read).map(([field, column]) => {
    if (column !== null && typeof column !== 'string') throw wrong;
    return [field, column === '' ? null : (column as string | null)] as const;
  });
  return Object.fromEntries(pairs);
}
