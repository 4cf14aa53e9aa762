import { sql } from 'kysely';
import { allSql } from '#kernel/server/listing.ts';
import type { Asker, ColumnType, Reader } from '#kernel/server/question.ts';
import type { certificate } from './certificateQuery.ts';
import { findings, inspections, type listed, type members } from './listings.ts';
import type { packNames, Say } from './packNames.ts';

export type Cell = string | number | null;
export interface PackTable {
  readonly name: string;
  readonly file: string;
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

export type About = Awaited<ReturnType<typeof certificate.answer>>;
export type Names = ReturnType<typeof packNames>;

/** A listing whole, with the headings, codes and units that people read. */
export async function tableOf(
  db: Reader,
  called: { readonly title: string; readonly file: string },
  listing: typeof listed | typeof members | typeof inspections | typeof findings,
  params: object,
  asker: Asker,
  say: Say,
): Promise<PackTable & { readonly columns: readonly string[] }> {
  const columns = Object.entries(listing.table.columns).filter(([, column]) => column.type !== 'id');
  const rows = await db.rows(allSql(listing.table as never, params as never, asker, all));
  return {
    name: called.title,
    file: called.file,
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

export function summaryOf(of: About, names: Names, say: Say): PackTable {
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
  return {
    name: names.summary.title,
    file: names.summary.file,
    head: [say('certification.pack.what'), say('certification.pack.value')],
    rows,
  };
}

export async function sampleOf(db: Reader, asker: Asker, id: string, names: Names, say: Say): Promise<PackTable> {
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
    file: names.sample.file,
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

export async function inspectionsOf(db: Reader, asker: Asker, of: About, names: Names, say: Say): Promise<PackTable> {
  const table = await tableOf(db, names.inspections, inspections, {}, asker, say);
  return only(table, { scheme: of.scheme_name, day: ['due', within(of)] });
}

export async function findingsOf(db: Reader, asker: Asker, of: About, names: Names, say: Say): Promise<PackTable> {
  const table = await tableOf(db, names.findings, findings, {}, asker, say);
  return only(table, { scheme: of.scheme_name, day: ['on_day', within(of)] });
}

function only(
  table: PackTable & { readonly columns: readonly string[] },
  of: { readonly scheme: string; readonly day: readonly [string, (day: unknown) => boolean] },
): PackTable {
  const at = table.columns.indexOf(of.day[0]);
  const scheme = table.columns.indexOf('scheme');
  const rows = table.rows.filter((row) => of.day[1](row[at]) && row[scheme] === of.scheme);
  return { name: table.name, file: table.file, head: table.head, rows };
}

export async function decisionsOf(db: Reader, asker: Asker, of: About, names: Names, say: Say): Promise<PackTable> {
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
    file: names.decisions.file,
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
export async function changesOf(db: Reader, asker: Asker, of: About, names: Names, say: Say): Promise<PackTable> {
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
    file: names.changes.file,
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
