import { accountKey, type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { table } from '#kernel/ledger/table.ts';
import { credit, debit, type Line } from '#kernel/pure/account.ts';
import { personTable } from '#programme/people/tables.ts';
import { claimedAccount, volumeAccount } from './accounts.ts';
import {
  type ClaimStanding,
  type Criterion,
  type MemberState,
  type SchemeKind,
  type SchemeRules,
  standingOf,
} from './rules.ts';

export interface SchemeRow {
  programme: string;
  id: string;
  code: string;
  kind: SchemeKind;
  name: string;
  edition: string;
  criteria: readonly Criterion[];
  rules: SchemeRules;
  void: boolean;
  on_day: string;
}

export interface CertificateRow {
  programme: string;
  id: string;
  scheme: string;
  scheme_code: string;
  kind: SchemeKind;
  number: string;
  holder: string;
  body: string;
  harvest: number;
  valid_from: string;
  valid_until: string;
  tolerance: number;
  /** `valid`, or what a stop said: `suspended`, `withdrawn`. */
  state: string;
  state_on: string;
  /** How many lists were issued, and the one in force. */
  version: number;
  list: string | null;
  void: boolean;
  on_day: string;
}

export interface MemberRow {
  programme: string;
  id: string;
  person: string;
  zone: string;
  scheme: string;
  scheme_code: string;
  organisation: string;
  state: MemberState;
  /** Since when, and by which fact. */
  state_on: string;
  state_by: string;
  holding_m2: number | null;
  turnover: number | null;
  only_group: boolean | null;
  void: boolean;
  on_day: string;
}

export interface EnteredRow {
  programme: string;
  membership: string;
  plot: string;
  last_forbidden: string | null;
  /** From this day its beans are certified. */
  ready_on: string;
  fact: string;
  void: boolean;
}

export interface ConflictRow {
  programme: string;
  id: string;
  staff: string;
  person: string;
  tie: string;
  void: boolean;
  on_day: string;
}

export interface InspectionRow {
  programme: string;
  id: string;
  membership: string;
  person: string;
  zone: string;
  scheme: string;
  inspector: string;
  because: string;
  due: string;
  state: 'planned' | 'done' | 'decided' | 'void';
  done: string | null;
  done_on: string | null;
  done_by: string | null;
  kg_ha: number | null;
  critical: number;
  major: number;
  minor: number;
  /** Findings still open. */
  open: number;
  decision: string | null;
  outcome: string | null;
  decided_on: string | null;
  on_day: string;
}

export interface FindingRow {
  programme: string;
  inspection: string;
  criterion: string;
  membership: string;
  person: string;
  zone: string;
  level: string;
  due: string;
  state: 'open' | 'closed';
  closed_in: string | null;
  closed_on: string | null;
  /** Looks that found it still open. */
  looks: number;
  void: boolean;
  on_day: string;
}

export interface CommitteeRow {
  programme: string;
  id: string;
  members: readonly string[];
  quorum: number;
  on_day: string;
}

export interface CaseRow {
  programme: string;
  decision: string;
  inspection: string;
  membership: string;
  zone: string;
  outcome: string;
  act: string;
  voters: number;
  abstained: number;
  on_day: string;
}

export interface ListRow {
  programme: string;
  id: string;
  certificate: string;
  version: number;
  members: number;
  grams: number;
  on_day: string;
}

/** One producer on the approved list of a certificate. */
export interface ListedRow {
  programme: string;
  certificate: string;
  person: string;
  membership: string;
  zone: string;
  /** Grams of dry beans; the rest of it is in the book. */
  estimated: number;
  m2: number;
  kg_ha: number;
  from_day: string;
  /** Taken off the list, suspended or gone since this day; null while she stands on it. */
  stopped_on: string | null;
  list: string;
  version: number;
}

export interface SampleRow {
  programme: string;
  id: string;
  certificate: string;
  purpose: string;
  seed: number;
  population: number;
  members: readonly string[];
  void: boolean;
  on_day: string;
}

export const schemeTable = table<SchemeRow>()({
  name: 'certification_scheme',
  key: ['id'],
  resident: true,
  document: { kind: 'certification.scheme', scope: (row) => (row.void ? undefined : null) },
});
export const certificateTable = table<CertificateRow>()({
  name: 'certification_certificate',
  key: ['id'],
  resident: true,
});
export const memberTable = table<MemberRow>()({ name: 'certification_member', key: ['id'] });
export const enteredTable = table<EnteredRow>()({ name: 'certification_entered', key: ['membership', 'plot'] });
export const conflictTable = table<ConflictRow>()({ name: 'certification_conflict', key: ['id'] });
export const inspectionTable = table<InspectionRow>()({
  name: 'certification_inspection',
  key: ['id'],
  document: { kind: 'certification.inspection', scope: (row) => (row.state === 'void' ? undefined : row.zone) },
});
export const findingTable = table<FindingRow>()({ name: 'certification_finding', key: ['inspection', 'criterion'] });
export const committeeTable = table<CommitteeRow>()({ name: 'certification_committee', key: ['id'], resident: true });
export const caseTable = table<CaseRow>()({ name: 'certification_case', key: ['decision', 'inspection'] });
export const listTable = table<ListRow>()({ name: 'certification_list', key: ['id'] });
export const listedTable = table<ListedRow>()({ name: 'certification_listed', key: ['certificate', 'person'] });
export const sampleTable = table<SampleRow>()({ name: 'certification_sample', key: ['id'] });

export const certificationTables = [
  schemeTable,
  certificateTable,
  memberTable,
  enteredTable,
  conflictTable,
  inspectionTable,
  findingTable,
  committeeTable,
  caseTable,
  listTable,
  listedTable,
  sampleTable,
];

/** What `claimsOf` will look at, so that a batch reads it at once. */
export function claimNeeds(person: string): Need[] {
  return [rowOf(personTable, person), rowsWhere(listedTable, 'person', person)];
}

/**
 * Where a producer stands under every certificate that lists her on a day: approved or why not, estimated, used and
 * remaining grams of dry beans. What a receipt that is corrected had used counts as given back.
 */
export function claimsOf(
  rows: Rows,
  of: { person: string; plot?: string | undefined; on: string; corrects?: string | undefined },
): readonly ClaimStanding[] {
  const kept = rows.need(personTable, of.person).same_as;
  const people = kept === null ? [of.person] : [of.person, kept];
  const taken = of.corrects === undefined ? [] : rows.entriesOf(of.corrects).flatMap((entry) => entry.lines);
  return people
    .flatMap((person) => rows.where(listedTable, 'person', person))
    .map((listed) => {
      const certificate = rows.need(certificateTable, listed.certificate);
      const entered = rows.where(enteredTable, 'membership', listed.membership).filter((row) => !row.void);
      const volume = volumeAccount(listed.certificate, listed.person);
      const back = taken.filter(({ account }) => accountKey(account) === accountKey(volume));
      const remaining = rows.balance(volume) - back.reduce((sum, line) => sum + line.amount, 0);
      return standingOf({ listed, certificate, entered, remaining }, of);
    });
}

/** Lines of a receipt for beans bought as certified: grams of dry beans leave her volume under a certificate. */
export function claimLines(standing: ClaimStanding, centre: string, grams: number): Line[] {
  return [
    debit(claimedAccount(standing.certificate, centre), grams),
    credit(volumeAccount(standing.certificate, standing.person), grams),
  ];
}
