import { createHash } from 'node:crypto';
import { canonical } from '#kernel/pure/canonical.ts';
import type { Parsed, Receipt } from '#kernel/pure/fact.ts';
import { fieldWords } from '#kernel/pure/fieldWords.ts';
import type { FieldSpec, Mapping } from '#kernel/pure/headers.ts';
import { impossible, type Refusal, type RefusalParams, Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Bilingual, type Language, speaker } from '#kernel/pure/words.ts';
import { columnReader, mappingOf, valuesOf } from './importColumns.ts';
import { errorsCsv, saidOf } from './importErrors.ts';
import { importingWords } from './importingWords.ts';
import { readSheet, type Sheet, type SheetLimits } from './sheet.ts';

/** A fact that a row would record. Its id comes from `idFrom`, so that the same row makes the same fact every time. */
export interface ImportFact {
  readonly id: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a row comes to. With a refusal nothing of the row is recorded; with a flag it is, and a person looks at it. */
export interface RowResult {
  readonly facts: readonly ImportFact[];
  readonly refusals: readonly Refusal[];
  readonly flags: readonly Refusal[];
  /** What it would record, in the person's words; without it the kinds of its facts are named. */
  readonly would?: string;
  /** Where it lies: a boundary, or one place, for the map of what would come in. */
  readonly ground?: readonly (readonly [lon: number, lat: number])[] | null;
}

export interface RowContext {
  readonly line: number;
  readonly language: Language;
  readonly say: (key: string, params?: RefusalParams) => string;
  /** How the file writes decimals, for the readers of numbers; null when it cannot be told. */
  readonly decimal: '.' | ',' | null;
  /** Every different text in the column of a field, as written: `M` means another sex in a column that also has `H`. */
  readonly column: (field: string) => ReadonlySet<string>;
}

/** How one kind of spreadsheet becomes facts. Made by its capability, which brings its own look-ups along. */
export interface ImportSpec {
  readonly as: string;
  readonly fields: readonly FieldSpec[];
  /** How its files are read, when tables are not all it takes. */
  readonly read?: typeof readSheet;
  /** `values` has every field, trimmed, and the empty text where the file says nothing. */
  row(values: Readonly<Record<string, string>>, context: RowContext): RowResult | Promise<RowResult>;
}

/** What the log already holds under an id. */
export interface KnownFact {
  /** Null when its personal part was erased and cannot be compared. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** Why the ledger refused it then; an id is used once. */
  readonly refusals: readonly Refusal[];
}

export interface ImportRun {
  readonly spec: ImportSpec;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Corrections of the guess: field name to column, null for "no column". */
  readonly mapping?: Mapping | undefined;
  readonly dryRun: boolean;
  readonly limits?: SheetLimits | undefined;
  /** Which of these facts the log already has. */
  known(ids: readonly string[]): Promise<ReadonlyMap<string, KnownFact>>;
  /** The body as the ledger will keep it, or what is wrong with it: a dry run tells as much as it can. */
  parse(fact: ImportFact): Parsed<ImportFact['body']>;
  record(facts: readonly ImportFact[]): Promise<readonly Receipt[]>;
  /** What the ledger would answer, each chunk judged on those before it; a dry run asks it instead. */
  rehearse(facts: readonly ImportFact[]): Promise<readonly Receipt[]>;
  readonly language: Language;
  readonly words: readonly Bilingual[];
}

export type RowOutcome = 'new' | 'known' | 'flagged' | 'bad';

export interface ImportedRow {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly would: string;
  /** Refusals of a bad row, flags of a flagged one; `at` is a field of the spec, or `kind.field` of a fact. */
  readonly refusals: readonly Refusal[];
  /** The same in words, with the column that each speaks of. */
  readonly said: string;
  /** As the file has them, in the order of its columns. */
  readonly cells: readonly string[];
  readonly ground?: RowResult['ground'];
}

export interface Imported {
  readonly columns: readonly string[];
  readonly mapping: Mapping;
  readonly rows: readonly ImportedRow[];
  /** Lines of sums under the table: no records, and left out. */
  readonly sums: readonly number[];
  /** What was done to the whole file, in words. */
  readonly notes: readonly string[];
  readonly counts: Readonly<Record<RowOutcome, number>>;
  /** CSV with the original columns and what is wrong; null when no row is bad. */
  readonly errorsFile: string | null;
}

/** Facts that are recorded at once. */
const chunk = 500;
/** Rows after which others who wait for the server have their turn. */
const turn = 100;

/** The same UUID (version 8, RFC 9562) for the same text of the same namespace, on any machine. */
export function idFrom(namespace: string, text: string): string {
  const h = createHash('sha256').update(`${namespace}\n${text}`).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(h.charAt(16), 16) % 4);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

/**
 * Reads a file and records its rows, or only says what it would do. A bad row blocks no other and comes back in the
 * errors file. Refused as a whole (`import.*`) only when the file cannot be read or a required column is missing.
 */
export async function runImport(run: ImportRun): Promise<Imported> {
  const sheet = await (run.spec.read ?? readSheet)(run.bytes, run.fileName, run.limits);
  const mapping = mappingOf(sheet.columns, run.spec.fields, run.mapping);
  const say = speaker([fieldWords, importingWords, ...run.words], run.language);
  const rows = await judgeRows(sheet, mapping, run, say);
  await markKnown(rows, run);
  await recordRows(rows, run.dryRun ? run.rehearse : run.record);
  const headings = headingsOf(run.spec, mapping, say);
  const told = rows.map((row, i) => ({ ...toldOf(row, headings, say), cells: cellsOf(sheet, i) }));
  const counts = { new: 0, known: 0, flagged: 0, bad: 0 };
  for (const { outcome } of told) counts[outcome] += 1;
  const bad = told.flatMap(({ outcome, said }, i) =>
    outcome === 'bad' ? [{ cells: sheet.rows[i]?.cells ?? {}, said }] : [],
  );
  const errorsFile = bad.length > 0 ? errorsCsv(sheet, bad, say('import.error-column')) : null;
  const notes = (sheet.notes ?? []).map((note) => say(note));
  return { columns: sheet.columns, mapping, rows: told, sums: sheet.sums, notes, counts, errorsFile };
}

interface Judged {
  readonly line: number;
  readonly result: RowResult;
  readonly refusals: Refusal[];
  flags: Refusal[];
  /** Its facts that neither the log nor an earlier row has. */
  fresh: readonly ImportFact[];
}

async function judgeRows(sheet: Sheet, mapping: Mapping, run: ImportRun, say: RowContext['say']): Promise<Judged[]> {
  const { spec, language, dryRun } = run;
  const column = columnReader(sheet, mapping);
  const required = spec.fields.filter((field) => field.required);
  const headings = headingsOf(spec, mapping, say);
  const headed = (field: FieldSpec) => ({ column: headings[field.name] ?? field.name });
  const missing = required.filter((field) => mapping[field.name] === null);
  // A dry run goes on, so that the mapping can be corrected with the rows in sight.
  if (missing.length > 0 && !dryRun) {
    throw new Refused(missing.map((field) => refuse('import.column-missing', headed(field), field.name)));
  }
  const out: Judged[] = [];
  for (const [i, row] of sheet.rows.entries()) {
    if (i % turn === turn - 1) await new Promise(setImmediate);
    const values = valuesOf(row, mapping);
    const refusals = [
      ...(row.refusals ?? []),
      ...required.filter((f) => values[f.name] === '').map((f) => refuse('import.empty-cell', headed(f), f.name)),
    ];
    const context: RowContext = { line: row.line, language, say, decimal: sheet.decimal, column };
    const judged = refusals.length > 0 ? nothing : await spec.row(values, context);
    const result = judged.refusals.length > 0 ? judged : parsedFacts(judged, run);
    out.push({
      line: row.line,
      result,
      refusals: [...refusals, ...result.refusals],
      flags: [...result.flags],
      fresh: result.facts,
    });
  }
  return out;
}

const nothing: RowResult = { facts: [], refusals: [], flags: [] };

/** Facts as the ledger will keep them, so that the same row next year is found to be the same. */
function parsedFacts(row: RowResult, run: ImportRun): RowResult {
  const facts: ImportFact[] = [];
  const refusals: Refusal[] = [];
  for (const fact of row.facts) {
    const parsed = run.parse(fact);
    if (parsed.ok) facts.push({ ...fact, body: parsed.value });
    else
      refusals.push(...parsed.refusals.map((r) => refuse(r.code, r.params, `${fact.kind}.${r.params['field'] ?? ''}`)));
  }
  return { ...row, facts, refusals };
}

/** Takes from every row what the log or an earlier row already has; what differs from it is flagged, never overwritten. */
async function markKnown(rows: readonly Judged[], run: ImportRun): Promise<void> {
  const good = rows.filter((row) => row.refusals.length === 0);
  const ids = good.flatMap((row) => row.result.facts.map((fact) => fact.id));
  const known = new Map<string, KnownFact>();
  for (let i = 0; i < ids.length; i += chunk) {
    for (const [id, fact] of await run.known(ids.slice(i, i + chunk))) known.set(id, fact);
  }
  const above = new Map<string, { line: number; text: string }>();
  for (const row of good) {
    row.fresh = row.result.facts.filter((fact) => {
      const text = canonical(fact.body);
      const there = known.get(fact.id);
      const earlier = above.get(fact.id);
      if (!earlier) above.set(fact.id, { line: row.line, text });
      if (there) {
        row.refusals.push(...there.refusals);
        if (there.body !== null && canonical(there.body) !== text) row.flags.push(refuse('import.known-differs'));
      } else if (earlier && earlier.text !== text) {
        row.flags.push(refuse('import.line-differs', { line: earlier.line }));
      }
      return !there && !earlier;
    });
    // Recorded before: what its capability wondered about then is not asked again.
    if (row.fresh.length === 0) row.flags = row.flags.filter(({ code }) => code.endsWith('-differs'));
  }
}

/** Records, or rehearses, in file order, at most a few facts over a chunk at a time: the facts of one row stay together. */
async function recordRows(rows: readonly Judged[], record: ImportRun['record']): Promise<void> {
  const good = rows.filter((row) => row.refusals.length === 0 && row.fresh.length > 0);
  for (let from = 0; from < good.length; ) {
    let to = from;
    for (let facts = 0; to < good.length && facts < chunk; to += 1) facts += good[to]?.fresh.length ?? 0;
    const part = good.slice(from, to);
    const receipts = await record(part.flatMap((row) => row.fresh));
    const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
    for (const row of part) for (const fact of row.fresh) takeReceipt(row, byId.get(fact.id));
    from = to;
  }
}

function takeReceipt(row: Judged, receipt: Receipt | undefined): void {
  if (!receipt) impossible('a fact without a receipt');
  const { outcome, flags } = receipt;
  const refused = outcome === 'rejected' || outcome === 'quarantined';
  if (refused) row.refusals.push(...(flags.length > 0 ? flags : [refuse('import.not-recorded')]));
  // What the row was flagged for beforehand is not said twice.
  const said = new Set(row.flags.map(({ code, params }) => `${code} ${canonical(params)}`));
  if (!refused) row.flags.push(...flags.filter(({ code, params }) => !said.has(`${code} ${canonical(params)}`)));
}

function toldOf(
  { line, result, refusals, flags, fresh }: Judged,
  headings: Mapping,
  say: RowContext['say'],
): Omit<ImportedRow, 'cells'> {
  const bad = refusals.length > 0;
  const outcome = bad ? 'bad' : flags.length > 0 ? 'flagged' : fresh.length > 0 ? 'new' : 'known';
  const would = bad ? '' : (result.would ?? [...new Set(result.facts.map((fact) => say(fact.kind)))].join(' · '));
  const all = bad ? refusals : flags;
  const ground = result.ground ? { ground: result.ground } : {};
  return { line, outcome, would, ...ground, refusals: all, said: all.map((r) => saidOf(r, headings, say)).join(' ') };
}

/** What a sentence calls each field: the heading in the file, else the word for it (`import.<as>.<field>`). */
function headingsOf(spec: ImportSpec, mapping: Mapping, say: RowContext['say']): Mapping {
  const worded = (name: string) => {
    const key = `import.${spec.as}.${name}`;
    return say(key) === key ? null : say(key);
  };
  return Object.fromEntries(
    spec.fields.map(({ name, words }) => [name, mapping[name] ?? worded(name) ?? words[0] ?? name]),
  );
}

function cellsOf(sheet: Sheet, i: number): string[] {
  const cells = sheet.rows[i]?.cells ?? {};
  return sheet.columns.map((column) => cells[column] ?? '');
}
