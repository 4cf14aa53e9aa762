import { strToU8, zipSync } from 'fflate';
import { sql } from 'kysely';
import writeExcelFile from 'write-excel-file/node';
import type { Language } from '#kernel/pure/words.ts';
import { allSql } from '#kernel/server/listing.ts';
import { makePdf, type PdfSheet, pdfTable } from '#kernel/server/pdf.ts';
import type { Asker, ColumnType, Reader } from '#kernel/server/question.ts';
import { certificate } from './certificateQuery.ts';
import { findings, inspections, listed, members } from './listings.ts';
import { packNames, type Say } from './packNames.ts';

type Cell = string | number | null;
export interface PackTable {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const all = { filters: {} } as const;
const units: Partial<Record<ColumnType, readonly [unit: string, per: number]>> = {
  grams: ['kg', 1000],
  area: ['ha', 10_000],
  ppm: ['%', 10_000],
  money: ['S/', 100],
};

/**
 * What an auditor asks for on the first day: the approved list, who was drawn, inspections, non-conformities, decisions, and what
 * changed since the last audit, as one workbook; the list and the sample also as PDF, to be signed; and a page that says how each
 * was made.
 */
export async function auditPack(
  db: Reader,
  asker: Asker,
  of: { readonly certificate: string; readonly language: Language; readonly say: Say; readonly at: string },
): Promise<{ readonly name: string; readonly zip: Uint8Array }> {
  const { say, language, at } = of;
  const about = await certificate.answer(db, { certificate: of.certificate }, asker);
  const names = packNames(say);
  const list = await tableOf(db, names.list, listed, { certificate: of.certificate }, asker, say);
  const sheets = [
    summaryOf(about, names, say),
    list,
    await sampleOf(db, asker, about.id, names, say),
    await tableOf(db, names.members, members, { scheme: about.scheme }, asker, say),
    await inspectionsOf(db, asker, about, names, say),
    await findingsOf(db, asker, about, names, say),
    await decisionsOf(db, asker, about, names, say),
    await changesOf(db, asker, about, names, say),
  ];
  const head = { title: `${names.list.title} · ${about.number}`, language, at };
  const footer = say('certification.pack.footer', { number: about.number, day: at.slice(0, 10) });
  const chosen = ['name', 'code', 'zone', 'community', 'm2', 'estimated', 'used', 'remaining'];
  const [listPdf, samplePdf, workbook] = await Promise.all([
    makePdf({ ...head, footer, landscape: true, content: listContent(about, list, chosen, say) }),
    makePdf({ ...head, title: names.sample.title, footer, content: sampleContent(about, sheets[2] as PackTable, say) }),
    writeExcelFile(sheets.map(asSheet)).toBuffer(),
  ]);
  const files = {
    [`${names.list.file}.pdf`]: listPdf,
    [`${names.sample.file}.pdf`]: samplePdf,
    [`${names.book}.xlsx`]: new Uint8Array(workbook),
    [`${names.read}.txt`]: strToU8(readMe(about, sheets, say)),
  };
  const when = new Date(at);
  const zip = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, [bytes, { mtime: when }]])),
  );
  return { name: `${names.zip}-${about.number}.zip`.replace(/[^\w.-]+/g, '_'), zip };
}

export type About = Awaited<ReturnType<typeof certificate.answer>>;
export type Names = ReturnType<typeof packNames>;

/** A listing whole, with the headings, codes and units that people read. */
async function tableOf(
  db: Reader,
  called: { readonly title: string },
  listing: typeof listed | typeof members | typeof inspections | typeof findings,
  params: object,
  asker: Asker,
  say: Say,
): Promise<PackTable & { readonly columns: readonly string[] }> {
  const columns = Object.entries(listing.table.columns).filter(([, column]) => column.type !== 'id');
  const rows = await db.rows(allSql(listing.table as never, params as never, asker, all));
  return {
    name: called.title,
    columns: columns.map(([name]) => name),
    head: columns.map(([name, { type }]) => {
      const unit = units[type]?.[0];
      return `${say(`${listing.name}.${name}`)}${unit ? ` (${unit})` : ''}`;
    }),
    rows: rows.map((row) => columns.map(([name, { type }]) => readable(row[name], name, type, say))),
  };
}

/** Columns of ours whose values are codes. */
const coded: Readonly<Record<string, string>> = {
  because: 'certification.because',
  level: 'certification.level',
  outcome: 'certification.decided',
};

function readable(value: unknown, column: string, type: ColumnType, say: Say): Cell {
  if (value === null || value === undefined) return null;
  const unit = units[type];
  if (unit) return Math.round((Number(value) / unit[1]) * 1000) / 1000;
  if (type === 'number') return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const words = coded[column];
  return words ? say(`${words}.${String(value)}`) : String(value);
}

function summaryOf(of: About, names: Names, say: Say): PackTable {
  const { volumes } = of;
  const rows: (readonly [string, Cell])[] = [
    [say('certification.certificateIssued.number'), of.number],
    [say('certification.certificateIssued.scheme'), `${of.scheme_name} · ${of.edition}`],
    [say('certification.certificateIssued.holder'), of.holder_name],
    [say('certification.certificateIssued.body'), of.body],
    [say('certification.certificateIssued.harvest'), of.harvest],
    [say('certification.certificateIssued.validFrom'), of.valid_from],
    [say('certification.certificateIssued.validUntil'), of.valid_until],
    [say('certification.pack.version'), of.version],
    [say('certification.pack.on-list'), volumes.members],
    [say('certification.pack.off-list'), volumes.stopped],
    [`${say('certification.listed.estimated')} (kg)`, volumes.estimated / 1000],
    [`${say('certification.listed.used')} (kg)`, volumes.used / 1000],
    [say('certification.pack.sample-size'), of.sampleSize],
    ...of.warnings.map((warning) => [say('certification.pack.warning'), say(warning.code, warning.params)] as const),
  ];
  return { name: names.summary.title, head: [say('certification.pack.what'), say('certification.pack.value')], rows };
}

async function sampleOf(db: Reader, asker: Asker, id: string, names: Names, say: Say): Promise<PackTable> {
  const rows = await db.rows(sql<{
    purpose: string;
    day: string;
    seed: number;
    name: string | null;
    code: string;
    zone: string | null;
    community: string | null;
    inspected: string | null;
  }>`
    select s.purpose, s.on_day::text as day, s.seed, nullif(concat_ws(', ', c.family_names, c.given_names), '') as name,
      upper(right(m.person::text, 8)) as code, z.name as zone, c.community,
      (select max(i.done_on)::text from certification_inspection i where i.programme = m.programme and i.membership = m.id
        and i.done_on >= s.on_day) as inspected
    from certification_sample s
    cross join lateral json_array_elements_text(s.members) x(id)
    join certification_member m on m.programme = s.programme and m.id = x.id::uuid
    join people_person p on p.programme = m.programme and p.id = m.person
    join people_person c on c.programme = p.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = m.programme and z.id = m.zone
    where s.programme = ${asker.programme}::uuid and s.certificate = ${id}::uuid and not s.void order by s.on_day, name`);
  return {
    name: names.sample.title,
    head: ['purpose', 'day', 'seed', 'name', 'code', 'zone', 'community', 'again'].map((key) =>
      say(`certification.pack.${key}`),
    ),
    rows: rows.map((r) => [
      say(`certification.purpose.${r.purpose}`),
      r.day,
      r.seed,
      r.name,
      r.code,
      r.zone,
      r.community,
      r.inspected,
    ]),
  };
}

/** Of the scheme, from the year before the certificate begins to its end. */
const within = (of: About) => (day: unknown) =>
  String(day).slice(0, 10) >= `${Number(of.valid_from.slice(0, 4)) - 1}${of.valid_from.slice(4)}` &&
  String(day).slice(0, 10) <= of.valid_until;

async function inspectionsOf(db: Reader, asker: Asker, of: About, names: Names, say: Say): Promise<PackTable> {
  const table = await tableOf(db, names.inspections, inspections, {}, asker, say);
  return only(table, { scheme: of.scheme_name, day: ['due', within(of)] });
}

async function findingsOf(db: Reader, asker: Asker, of: About, names: Names, say: Say): Promise<PackTable> {
  const table = await tableOf(db, names.findings, findings, {}, asker, say);
  return only(table, { day: ['on_day', within(of)] });
}

function only(
  table: PackTable & { readonly columns: readonly string[] },
  of: { readonly scheme?: string; readonly day: readonly [string, (day: unknown) => boolean] },
): PackTable {
  const at = table.columns.indexOf(of.day[0]);
  const scheme = table.columns.indexOf('scheme');
  const rows = table.rows.filter((row) => of.day[1](row[at]) && (of.scheme === undefined || row[scheme] === of.scheme));
  return { name: table.name, head: table.head, rows };
}

async function decisionsOf(db: Reader, asker: Asker, of: About, names: Names, say: Say): Promise<PackTable> {
  const rows = await db.rows(sql<{
    act: string;
    day: string;
    name: string | null;
    code: string;
    outcome: string;
    voters: number;
    abstained: number;
  }>`
    select k.act, k.on_day::text as day, nullif(concat_ws(', ', c.family_names, c.given_names), '') as name,
      upper(right(m.person::text, 8)) as code, k.outcome, k.voters, k.abstained
    from certification_case k
    join certification_member m on m.programme = k.programme and m.id = k.membership
    join people_person p on p.programme = m.programme and p.id = m.person
    join people_person c on c.programme = p.programme and c.id = coalesce(p.same_as, p.id)
    where k.programme = ${asker.programme}::uuid and m.scheme_code = ${of.scheme_code} and m.organisation = ${of.holder}::uuid
      and k.on_day between (${of.valid_from}::date - 365) and ${of.valid_until}::date
    order by k.on_day, name, k.inspection`);
  return {
    name: names.decisions.title,
    head: ['act', 'day', 'name', 'code', 'outcome', 'voters', 'abstained'].map((key) =>
      say(`certification.pack.${key}`),
    ),
    rows: rows.map((r) => [
      r.act,
      r.day,
      r.name,
      r.code,
      say(`certification.decided.${r.outcome}`),
      r.voters,
      r.abstained,
    ]),
  };
}

/** Since the last audit: the members of the list beside those of the certificate before it. */
async function changesOf(db: Reader, asker: Asker, of: About, names: Names, say: Say): Promise<PackTable> {
  const rows = await db.rows(sql<{
    change: string;
    name: string | null;
    code: string;
    before: string | null;
    now: string | null;
    since: string | null;
  }>`
    with earlier as (
      select c.id from certification_certificate c where c.programme = ${asker.programme}::uuid and c.scheme_code = ${of.scheme_code}
        and c.holder = ${of.holder}::uuid and c.valid_until < ${of.valid_until}::date and not c.void order by c.valid_until desc limit 1
    ), was as (
      select l.* from certification_listed l join earlier e on l.certificate = e.id where l.programme = ${asker.programme}::uuid
    ), now as (
      select l.* from certification_listed l where l.programme = ${asker.programme}::uuid and l.certificate = ${of.id}::uuid
    )
    select case when w.person is null then 'entered' when n.person is null or n.stopped_on is not null then 'left' else 'volume' end as change,
      nullif(concat_ws(', ', c.family_names, c.given_names), '') as name, upper(right(coalesce(n.person, w.person)::text, 8)) as code,
      (w.estimated / 1000)::text as before, (n.estimated / 1000)::text as now, coalesce(n.stopped_on, n.from_day)::text as since
    from was w full join now n on n.person = w.person
    join people_person p on p.programme = ${asker.programme}::uuid and p.id = coalesce(n.person, w.person)
    join people_person c on c.programme = p.programme and c.id = coalesce(p.same_as, p.id)
    where w.person is null or n.person is null or n.stopped_on is not null or w.estimated <> n.estimated
    order by change, name, code`);
  const kilos = (text: string | null) => (text === null ? null : Number(text));
  return {
    name: names.changes.title,
    head: ['change', 'name', 'code', 'kg-before', 'kg-now', 'since'].map((key) => say(`certification.pack.${key}`)),
    rows: rows.map((r) => [
      say(`certification.pack.${r.change}`),
      r.name,
      r.code,
      kilos(r.before),
      kilos(r.now),
      r.since,
    ]),
  };
}

/** A sheet with a bold head that stays; a text that a spreadsheet would run as a formula is shown as text. */
function asSheet({ name, head, rows }: PackTable) {
  const safe = (cell: Cell): Cell => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  return {
    sheet: name.slice(0, 31),
    stickyRowsCount: 1,
    columns: head.map((title, i) => ({
      width: Math.min(48, Math.max(title.length, ...rows.slice(0, 200).map((row) => String(row[i] ?? '').length)) + 2),
    })),
    data: [head.map((value) => ({ value, fontWeight: 'bold' as const })), ...rows.map((row) => row.map(safe))],
  };
}

const top = (of: About, title: string, say: Say) => [
  { text: title, style: 'title' },
  {
    text: `${of.number} · ${of.scheme_name} (${of.edition}) · ${of.holder_name ?? ''} · ${say('certification.pack.harvest', { year: of.harvest })}`,
    style: 'quiet',
    margin: [0, 0, 0, 8],
  },
];

const signatures = (say: Say) => ({
  margin: [0, 48, 0, 0],
  columns: ['ics', 'committee', 'auditor'].map((who) => ({
    text: `______________________\n${say(`certification.pack.sign.${who}`)}`,
    alignment: 'center',
  })),
});

const whole = new Intl.NumberFormat('es-PE', { maximumFractionDigits: 2 });

function listContent(
  of: About,
  list: PackTable & { readonly columns: readonly string[] },
  chosen: readonly string[],
  say: Say,
): PdfSheet['content'] {
  const at = chosen.map((name) => list.columns.indexOf(name));
  const off = list.columns.indexOf('stopped_on');
  const standing = list.rows.filter((row) => row[off] === null);
  const body = standing.map((row, i) => [
    String(i + 1),
    ...at.map((column) => {
      const cell = row[column] ?? '';
      return typeof cell === 'number' ? { text: whole.format(cell), alignment: 'right' } : String(cell);
    }),
  ]);
  const head = ['', ...at.map((column) => list.head[column] ?? '')];
  return [
    ...top(of, say('certification.listed'), say),
    {
      text: say('certification.pack.list.about', {
        n: standing.length,
        version: of.version,
        kg: whole.format(of.volumes.estimated / 1000),
      }),
      margin: [0, 0, 0, 8],
    },
    {
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: [22, '*', 62, 90, 90, 48, 66, 66, 66],
        body: [head.map((text) => ({ text, style: 'head' })), ...body],
      },
    },
    signatures(say),
  ] as unknown as PdfSheet['content'];
}

function sampleContent(of: About, sample: PackTable, say: Say): PdfSheet['content'] {
  const rows = sample.rows.map((row) => row.map((cell) => String(cell ?? '')));
  return [
    ...top(of, sample.name, say),
    { text: say('certification.pack.sample.about', { size: of.sampleSize }), margin: [0, 0, 0, 8] },
    pdfTable(sample.head, rows, [62, 50, 42, '*', 50, 70, 70, 50]),
    signatures(say),
  ] as unknown as PdfSheet['content'];
}

function readMe(of: About, sheets: readonly PackTable[], say: Say): string {
  const lines = [
    `${of.number} · ${of.scheme_name}`,
    say('certification.pack.readme'),
    '',
    ...sheets.map((sheet) => `${sheet.name}: ${say('certification.pack.lines', { n: sheet.rows.length })}`),
  ];
  return `${lines.join('\r\n')}\r\n`;
}
