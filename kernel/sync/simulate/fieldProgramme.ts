import { sql } from 'kysely';
import * as z from 'zod/mini';
import { type Capability, type Landed, on, posting } from '#kernel/ledger/landing.ts';
import { type Registry, registry } from '#kernel/ledger/registry.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { table } from '#kernel/ledger/table.ts';
import { account, accountKinds, credit, debit, entry } from '#kernel/pure/account.ts';
import { fact } from '#kernel/pure/fact.ts';
import { maybe, personal, ref, text, whole } from '#kernel/pure/fields.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import type { DocumentKind } from '../document.ts';

/** The smallest programme in which everything can go wrong that goes wrong with phones: people who move, kilos, money, plants. */
const field = ['technician', 'promoter', 'administrator'] as const;
const today = '2020-03-01';

export const ZoneOpened = fact({
  kind: 'field.zoneOpened',
  body: z.strictObject({ name: text() }),
  by: ['administrator'],
  within: 'self',
  makes: 'zone',
  happened: true,
});
/** Who works where, from now on; without zones she has no rights any more. */
export const SeatGiven = fact({
  kind: 'field.seatGiven',
  body: z.strictObject({ staff: text(40), role: z.enum(['technician', 'promoter']), zones: maybe(text(400)) }),
  by: ['administrator'],
  within: 'programme',
  happened: true,
});
export const PlantsGrown = fact({
  kind: 'field.plantsGrown',
  body: z.strictObject({ plants: whole() }),
  by: ['administrator'],
  within: 'programme',
  happened: true,
});
export const PersonRegistered = fact({
  kind: 'field.personRegistered',
  body: z.strictObject({ zone: ref('zone'), name: personal(text()) }),
  by: field,
  within: 'zone',
  makes: 'person',
  about: 'id',
  happened: true,
});
export const PersonMoved = fact({
  kind: 'field.personMoved',
  body: z.strictObject({ person: ref('person'), zone: ref('zone') }),
  by: field,
  within: 'person',
  moves: ['person', 'zone'],
  happened: true,
});
export const CocoaBought = fact({
  kind: 'field.cocoaBought',
  body: z.strictObject({ person: ref('person'), grams: whole(1), centimos: whole() }),
  by: field,
  within: 'person',
  happened: true,
});
export const PlantsGiven = fact({
  kind: 'field.plantsGiven',
  body: z.strictObject({ person: ref('person'), plants: whole(1) }),
  by: field,
  within: 'person',
  happened: true,
});
/** A request: refused when there are not enough. */
export const PlantsAsked = fact({
  kind: 'field.plantsAsked',
  body: z.strictObject({ person: ref('person'), plants: whole(1) }),
  by: field,
  within: 'person',
  happened: false,
});
const Forgotten = fact({
  kind: 'field.personForgotten',
  body: z.strictObject({ person: ref('person') }),
  by: ['administrator'],
  within: 'person',
  happened: false,
});

interface ZoneRow {
  programme: string;
  id: string;
  name: string;
}
interface SeatRow {
  programme: string;
  staff: string;
  role: 'technician' | 'promoter';
  zones: string;
}
export interface PersonRow {
  programme: string;
  id: string;
  zone: string;
  name: string | null;
  grams: number;
  centimos: number;
  plants: number;
}
const zones = table<ZoneRow>()({
  name: 'field_zone',
  key: ['id'],
  document: { kind: 'field.zone', scope: () => null },
});
const seats = table<SeatRow>()({ name: 'field_seat', key: ['staff'], resident: true });
export const people = table<PersonRow>()({
  name: 'field_person',
  key: ['id'],
  document: { kind: 'field.person', scope: (row) => row.zone },
});

const adds = (rows: Rows, person: string, of: Partial<Pick<PersonRow, 'grams' | 'centimos' | 'plants'>>) => {
  const row = rows.need(people, person);
  rows.change(people, person, {
    grams: row.grams + (of.grams ?? 0),
    centimos: row.centimos + (of.centimos ?? 0),
    plants: row.plants + (of.plants ?? 0),
  });
};
const stock = account('field.stock', null, 'plants');
const given = account('field.given', null, 'plants');
const store = account('field.store', null, 'g-dry');
const farms = account('field.farms', null, 'g-dry');
const cash = account('field.cash', null, 'PEN');
const paid = account('field.paid', null, 'PEN');

const giving = (kind: typeof PlantsGiven | typeof PlantsAsked) =>
  on(kind, {
    apply: (f, rows) => adds(rows, f.body.person, { plants: f.body.plants }),
    undo: (f, rows) => adds(rows, f.body.person, { plants: -f.body.plants }),
  });

const capability: Capability = {
  name: 'field',
  version: 1,
  tablesSql: `
    create table field_zone (programme uuid not null, id uuid not null, name text not null, primary key (programme, id));
    create table field_seat (programme uuid not null, staff uuid not null, role text not null, zones text not null, primary key (programme, staff));
    create table field_person (programme uuid not null, id uuid not null, zone uuid not null, name text, grams bigint not null,
      centimos bigint not null, plants bigint not null, primary key (programme, id));`,
  tables: [zones, seats, people],
  facts: [
    ...[ZoneOpened, SeatGiven, PlantsGrown, PersonRegistered, PersonMoved],
    ...[CocoaBought, PlantsGiven, PlantsAsked, Forgotten],
  ],
  landings: [
    on(ZoneOpened, { apply: (f, rows) => rows.add(zones, { programme: f.programme, id: f.id, name: f.body.name }) }),
    on(SeatGiven, {
      apply: (f, rows) => {
        const { staff, role } = f.body;
        rows.add(seats, { programme: f.programme, staff, role, zones: f.body.zones ?? '' });
      },
    }),
    on(PlantsGrown, { apply: () => undefined }),
    on(PersonRegistered, {
      apply: (f, rows) => {
        const { zone, name } = f.body;
        rows.add(people, {
          programme: f.programme,
          id: f.id,
          zone,
          name: name ?? null,
          grams: 0,
          centimos: 0,
          plants: 0,
        });
      },
    }),
    on(PersonMoved, { apply: (f, rows) => rows.change(people, f.body.person, { zone: f.body.zone }) }),
    on(CocoaBought, {
      flags: (f) => (f.body.grams > 900_000 ? [refuse('field.too-large')] : []),
      apply: (f, rows) => adds(rows, f.body.person, f.body),
      undo: (f, rows) => adds(rows, f.body.person, { grams: -f.body.grams, centimos: -f.body.centimos }),
    }),
    giving(PlantsGiven),
    giving(PlantsAsked),
    on(Forgotten, { apply: (f, rows) => rows.change(people, f.body.person, { name: null }) }),
  ],
  postings: [
    posting(PlantsGrown, ({ body }) => [
      entry(today, 'grown', [debit(stock, body.plants), credit(given, body.plants)]),
    ]),
    posting(CocoaBought, ({ body }) => [
      entry(today, 'cocoa', [debit(store, body.grams), credit(farms, body.grams)]),
      entry(today, 'paid', [debit(paid, body.centimos), credit(cash, body.centimos)]),
    ]),
    ...[PlantsGiven, PlantsAsked].map((kind) =>
      posting(kind, ({ body }) => [entry(today, 'given', [debit(given, body.plants), credit(stock, body.plants)])]),
    ),
  ],
  accounts: accountKinds({
    'field.stock': ['debit', 'guarded'],
    'field.given': ['debit'],
    'field.store': ['debit'],
    'field.farms': ['credit'],
    'field.cash': ['debit'],
    'field.paid': ['debit'],
  }),
};

/** Rows and people of the programme, known by who told them. */
export function fieldRegistry(): Registry {
  return registry(
    [capability],
    (rows, programme, author) => {
      if (author === programme) return { id: author, programme, grants: [{ role: 'administrator', scopes: 'all' }] };
      const seat = rows.get(seats, author);
      if (!seat || seat.zones === '') return null;
      return { id: author, programme, grants: [{ role: seat.role, scopes: seat.zones.split(' ') }] };
    },
    { kind: Forgotten.kind, people: (f: Landed) => [(f.body as { person: string }).person] },
  );
}

export const fieldDocuments: readonly DocumentKind[] = [
  {
    kind: 'field.zone',
    by: ['technician'],
    build: (ids, programme) => sql`select t.id, json_build_object('name', t.name) as body from field_zone t
      where t.programme = ${programme} and t.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'field.person',
    by: ['technician', 'promoter'],
    build: (ids, programme) => sql`
      select t.id, json_build_object('zone', t.zone, 'name', t.name, 'grams', t.grams, 'plants', t.plants) as body
      from field_person t where t.programme = ${programme} and t.id = any (${ids}::uuid[])`,
  },
];

/** The same from the same rows, where no database is. */
export const fieldBodies: Readonly<Record<string, (row: never) => unknown>> = {
  'field.zone': ({ name }: ZoneRow) => ({ name }),
  'field.person': ({ zone, name, grams, plants }: PersonRow) => ({ zone, name, grams, plants }),
};

/** Tables whose rows become documents, by kind. */
export const fieldTables: Readonly<Record<string, string>> = { 'field.zone': zones.name, 'field.person': people.name };
