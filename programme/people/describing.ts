import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { ProducerCorrected, type ProducerRegistered } from '#programme/people/facts.ts';
import { type Described, type DescribedColumns, describedColumns } from '#programme/people/rules.ts';
import { type PersonRow, personFactTable, personTable } from '#programme/people/tables.ts';

type Registered = BodyOf<typeof ProducerRegistered>;
type Corrected = BodyOf<typeof ProducerCorrected>;
type Patch = Partial<PersonRow>;

// A registration is looked at when it is fetched for, judged and stored; folding names is the dear part of it.
const described = new WeakMap<object, DescribedColumns>();

/** The columns of one landing registration, worked out once. */
export function describedOnce(body: Registered): DescribedColumns {
  const known = described.get(body);
  if (known) return known;
  const made = describedColumns(body);
  described.set(body, made);
  return made;
}

/** What a correction changes of a person; of somebody erased only what is not personal. */
export function correct(row: PersonRow, body: Corrected): Patch {
  const district = body.district ?? row.district;
  const open: Patch = {
    sex: body.sex ?? row.sex,
    zone: body.zone ?? row.zone,
    district,
    community: body.community ?? row.community,
  };
  if (row.erased) return open;
  const document = row.document_type === null ? null : { type: row.document_type, number: row.document_number ?? '' };
  const said: Described = {
    givenNames: body.givenNames ?? row.given_names,
    familyNames: body.familyNames ?? row.family_names,
    document: body.document ?? document,
    birthDate: body.birthDate ?? row.birth_date,
    phone: body.phone ?? row.phone,
    birthYear: body.birthYear ?? row.told_year,
    district,
  };
  return { ...open, ...describedColumns(said) };
}

/** Describes a person anew from her registration and the corrections that still stand, in the ledger's order. */
export function redescribe(rows: Rows, person: string): void {
  const before = rows.need(personTable, person);
  const { body } = rows.fact<Landed<Registered>>(person);
  const open: Patch = { sex: body.sex, zone: body.zone, district: body.district, community: body.community ?? null };
  rows.change(personTable, person, before.erased ? open : { ...open, ...describedColumns(body) });
  const standing = rows
    .where(personFactTable, 'person', person)
    .filter((fact) => fact.kind === ProducerCorrected.kind && !fact.void)
    .sort((a, b) => a.number - b.number);
  for (const { id } of standing) {
    const again = rows.fact<Landed<Corrected>>(id);
    rows.change(personTable, person, correct(rows.need(personTable, person), again.body));
  }
}
