import { table } from '#kernel/ledger/table.ts';

export interface PersonRow {
  programme: string;
  id: string;
  given_names: string | null;
  family_names: string | null;
  document_type: string | null;
  document_number: string | null;
  /** A DNI and the RUC that contains it have the same key. */
  document_key: string | null;
  birth_date: string | null;
  phone: string | null;
  /** Folded names and document, for finding. */
  search: string | null;
  /** Sound of the first surname and the first given name. */
  name_key: string | null;
  /** District and birth year: few enough people to compare names one by one. */
  cohort: string | null;
  sex: string;
  birth_year: number | null;
  /** The year said apart from the birth date: what stays after an erasure. */
  told_year: number | null;
  zone: string;
  district: string;
  community: string | null;
  household: string | null;
  head: boolean;
  organisation: string | null;
  promoter: string | null;
  language: string | null;
  /** The picture taken at her registration; gone with an erasure. */
  photo: string | null;
  photo_sha256: string | null;
  /** Consent to the programme itself. */
  consented: boolean;
  /** Consent to being shown to buyers, and to the use of photos. */
  buyers: boolean;
  photos: boolean;
  /** As said by the merge; `same_as` follows the chain to its end. */
  merged_into: string | null;
  same_as: string | null;
  erased: boolean;
  void: boolean;
  on_day: string;
  registered_by: string;
}

export interface ConsentRow {
  programme: string;
  person: string;
  purpose: string;
  given: boolean;
  evidence: string;
  on_day: string;
  fact: string;
  number: number;
}

export interface HouseholdRow {
  programme: string;
  id: string;
  zone: string;
  members: number;
  void: boolean;
  on_day: string;
}

export interface ErasureRow {
  programme: string;
  id: string;
  person: string;
  asked_by: string;
  approved_by: string | null;
  on_day: string;
  approved_on: string | null;
}

export interface PersonFactRow {
  programme: string;
  id: string;
  person: string;
  kind: string;
  number: number;
  void: boolean;
}

export interface PassbookRow {
  programme: string;
  person: string;
  open: boolean;
  fact: string;
  by: string;
  on_day: string;
}

export interface ReportRow {
  programme: string;
  id: string;
  person: string;
  part: string;
  line: string | null;
  author: string;
  answer: string | null;
  outcome: string | null;
  answered_by: string | null;
  answered_on: string | null;
  void: boolean;
  on_day: string;
}

export const personTable = table<PersonRow>()({
  name: 'people_person',
  key: ['id'],
  document: [
    { kind: 'people.person', scope: (row) => (row.void ? undefined : row.zone) },
    // A promoter holds her own neighbours and nobody else's.
    { kind: 'people.person', scope: (row) => (row.void || row.promoter === null ? undefined : row.promoter) },
  ],
});
export const consentTable = table<ConsentRow>()({ name: 'people_consent', key: ['person', 'purpose'] });
export const householdTable = table<HouseholdRow>()({
  name: 'people_household',
  key: ['id'],
  document: { kind: 'people.household', scope: (row) => (row.void ? undefined : row.zone) },
});
export const erasureTable = table<ErasureRow>()({ name: 'people_erasure', key: ['id'] });
export const personFactTable = table<PersonFactRow>()({ name: 'people_fact', key: ['id'] });
export const passbookTable = table<PassbookRow>()({ name: 'people_passbook', key: ['person'] });
export const reportTable = table<ReportRow>()({ name: 'people_report', key: ['id'] });

export const peopleTables = [
  personTable,
  consentTable,
  householdTable,
  erasureTable,
  personFactTable,
  passbookTable,
  reportTable,
];
