import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { districtByInei } from '#programme/partners/geography/districts.ts';
import { zoneTable } from '#programme/partners/tables.ts';
import { correct, describedOnce, redescribe } from '#programme/people/describing.ts';
import { erase } from '#programme/people/erasure.ts';
import {
  ConsentChanged,
  DuplicateMerged,
  ErasureApproved,
  ErasureAsked,
  HouseholdRegistered,
  ProducerCorrected,
  ProducerRegistered,
} from '#programme/people/facts.ts';
import { doubtsOfIdentity, needsToCompare } from '#programme/people/likely.ts';
import { merge, unmerge, whyNotMerge } from '#programme/people/merging.ts';
import { neighboursTaken, ownPromoter } from '#programme/people/neighbours.ts';
import { noted } from '#programme/people/noting.ts';
import { ownOnly, saidByHer } from '#programme/people/ownOnly.ts';
import { passbookLandings } from '#programme/people/passbookLandings.ts';
import { doubtsOfAge, doubtsOfDocument } from '#programme/people/rules.ts';
import { saidOtherwise } from '#programme/people/saidOtherwise.ts';
import { consentTable, erasureTable, householdTable, personFactTable, personTable } from '#programme/people/tables.ts';

type Registered = Landed<BodyOf<typeof ProducerRegistered>>;

export const peopleLandings: readonly Landing[] = [
  on(HouseholdRegistered, {
    apply: (f, rows) =>
      rows.add(householdTable, {
        programme: f.programme,
        id: f.id,
        zone: f.body.zone,
        members: f.body.members,
        void: false,
        on_day: f.body.on,
      }),
    undo: (f, rows) => rows.change(householdTable, f.id, { void: true }),
  }),

  on(ProducerRegistered, {
    needs: (f) => [rowOf(zoneTable, f.body.zone), ...needsToCompare(describedOnce(f.body))],
    flags: (f, rows) => [
      ...doubtsOfDocument(f.body.document),
      ...doubtsOfAge(f.body, f.body.on),
      ...doubtsOfPlace(f.body.zone, f.body.district, rows),
      ...(f.body.consents.some((c) => c.purpose === 'programme' && c.given)
        ? []
        : [refuse('people.no-consent', {}, 'body.consents')]),
      ...lookedAt(f, doubtsOfIdentity(f, f.id, f.id, describedOnce(f.body), f.body.district, rows)),
    ],
    apply: register,
    undo: (f, rows) => rows.change(personTable, f.id, { void: true }),
  }),

  on(ProducerCorrected, {
    needs: (f) => [rowOf(personTable, f.body.person), rowsWhere(personFactTable, 'person', f.body.person)],
    flags: (f, rows) => {
      const row = rows.need(personTable, f.body.person);
      if (row.erased) return [refuse('people.erased')];
      const { body } = f;
      const after = { ...row, ...correct(row, body) };
      const place = body.zone || body.district ? doubtsOfPlace(after.zone, after.district, rows) : [];
      // A new phone number says nothing about who somebody is.
      const named = body.givenNames || body.familyNames || body.document || body.birthDate || body.birthYear;
      return [
        ...saidOtherwise(f, rows),
        ...doubtsOfDocument(body.document),
        ...doubtsOfAge(body, body.on),
        ...place,
        ...(named ? doubtsOfIdentity(f, row.id, row.same_as ?? row.id, after, after.district, rows) : []),
      ];
    },
    apply: (f, rows) => {
      noted(f, f.body.person, rows);
      rows.change(personTable, f.body.person, correct(rows.need(personTable, f.body.person), f.body));
    },
    undo: (f, rows) => {
      rows.change(personFactTable, f.id, { void: true });
      redescribe(rows, f.body.person);
    },
  }),

  on(ConsentChanged, {
    needs: (f) => [rowOf(personTable, f.body.person), rowOf(consentTable, f.body.person, f.body.purpose)],
    flags: (f, rows) => [
      ...ownOnly(f, f.body.person, rows),
      ...(f.body.evidence === 'passbook' ? saidByHer(f, rows) : []),
    ],
    apply: (f, rows) => {
      noted(f, f.body.person, rows);
      const { person, purpose, given, evidence, on: on_day } = f.body;
      // The latest fact counts, in the ledger's order; what her registration said stays with it.
      const said = { person, purpose, given, evidence, on_day, fact: f.id, number: f.number };
      rows.add(consentTable, { programme: f.programme, ...said });
      rows.change(personTable, person, { [columnOf[purpose]]: given });
    },
  }),

  neighboursTaken,

  ...passbookLandings,

  on(DuplicateMerged, {
    needs: (f) => [
      rowOf(personTable, f.body.person),
      rowOf(personTable, f.body.duplicate),
      rowsWhere(personTable, 'same_as', f.body.duplicate),
    ],
    flags: (f, rows) => whyNotMerge(rows, f.body.person, f.body.duplicate),
    apply: (f, rows) => {
      noted(f, f.body.person, rows);
      merge(rows, f.body.person, f.body.duplicate);
    },
    undo: (f, rows) => {
      rows.change(personFactTable, f.id, { void: true });
      unmerge(rows, f.body.person, f.body.duplicate);
    },
  }),

  on(ErasureAsked, {
    needs: (f) => [rowOf(personTable, f.body.person), rowsWhere(erasureTable, 'person', f.body.person)],
    flags: (f, rows) => {
      if (rows.need(personTable, f.body.person).erased) return [refuse('people.erased')];
      return rows.where(erasureTable, 'person', f.body.person).length > 0 ? [refuse('people.erasure-asked')] : [];
    },
    apply: (f, rows) => {
      noted(f, f.body.person, rows);
      rows.add(erasureTable, {
        programme: f.programme,
        id: f.id,
        person: f.body.person,
        asked_by: f.author,
        approved_by: null,
        on_day: f.body.on,
        approved_on: null,
      });
    },
  }),

  on(ErasureApproved, {
    needs: (f) => [rowOf(erasureTable, f.body.erasure)],
    flags: (f, rows) => {
      const asked = rows.need(erasureTable, f.body.erasure);
      const found: Refusal[] = [];
      // Two pairs of eyes: what is gone cannot be brought back.
      if (asked.asked_by === f.author) found.push(refuse('people.erasure-own'));
      if (asked.approved_by !== null) found.push(refuse('people.erasure-done'));
      return found;
    },
    apply: (f, rows) => {
      const { person } = rows.need(erasureTable, f.body.erasure);
      noted(f, person, rows);
      rows.change(erasureTable, f.body.erasure, { approved_by: f.author, approved_on: f.body.on });
      erase(rows, person);
    },
  }),
];

function register(f: Registered, rows: Rows): void {
  const { body } = f;
  rows.add(personTable, {
    programme: f.programme,
    id: f.id,
    ...describedOnce(body),
    sex: body.sex,
    zone: body.zone,
    district: body.district,
    community: body.community ?? null,
    household: body.household ?? null,
    head: body.headOfHousehold ?? false,
    organisation: body.organisation ?? null,
    promoter: body.promoter ?? ownPromoter(f, rows),
    language: body.language ?? null,
    photo: f.files[0]?.id ?? null,
    photo_sha256: f.files[0]?.sha256 ?? null,
    consented: agreed(body.consents, 'programme'),
    buyers: agreed(body.consents, 'buyers'),
    photos: agreed(body.consents, 'photos'),
    merged_into: null,
    same_as: null,
    erased: false,
    void: false,
    on_day: body.on,
    registered_by: f.author,
  });
}

/** The last word on a purpose: a registration may carry several. */
function agreed(consents: Registered['body']['consents'], purpose: string): boolean {
  return consents.findLast((said) => said.purpose === purpose)?.given ?? false;
}

const columnOf = { programme: 'consented', buyers: 'buyers', photos: 'photos' } as const;

/** Whoever stood before her said that somebody alike is another person; two people with one document she cannot make. */
function lookedAt({ body }: Registered, doubts: Refusal[]): Refusal[] {
  const others = new Set(body.otherThan?.map(({ person }) => person));
  return doubts.filter(({ code, params }) => code !== 'people.looks-like' || !others.has(String(params['person'])));
}

function doubtsOfPlace(zone: string, district: string, rows: Rows): Refusal[] {
  if (!districtByInei(district)) return [refuse('people.unknown-district', { district }, 'body.district')];
  const within = rows.need(zoneTable, zone).districts;
  return within.length > 0 && !within.includes(district)
    ? [refuse('people.outside-zone', { district }, 'body.district')]
    : [];
}
