import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { bondBetween, bondNeeds } from './bonds.ts';
import { CommitteeDecided, CommitteeNamed } from './facts.ts';
import { stateAfter, voters } from './rules.ts';
import {
  type CommitteeRow,
  caseTable,
  certificateTable,
  committeeTable,
  findingTable,
  inspectionTable,
  listedTable,
  memberTable,
  schemeTable,
} from './tables.ts';

type Decided = Landed<BodyOf<typeof CommitteeDecided>>;
type Case = Decided['body']['cases'][number];

const committeeNamed = on(CommitteeNamed, {
  apply: (f, rows) =>
    rows.add(committeeTable, {
      programme: f.programme,
      id: f.id,
      members: f.body.members,
      quorum: f.body.quorum,
      on_day: f.body.from,
    }),
});

const committeeDecided = on(CommitteeDecided, {
  needs: (f) => [
    rowsWhere(committeeTable, 'programme', f.programme),
    ...f.body.cases.flatMap(({ inspection, person }) => [
      rowOf(inspectionTable, inspection),
      rowsWhere(findingTable, 'inspection', inspection),
      rowsWhere(memberTable, 'person', person),
      rowsWhere(listedTable, 'person', person),
      ...bondNeeds(person),
    ]),
  ],
  flags: (f, rows) => {
    const committee = committeeOf(f, rows);
    if (!committee) return [refuse('certification.no-committee', {}, 'body.present')];
    const strangers = f.body.present.filter((staff) => !committee.members.includes(staff));
    if (strangers.length > 0)
      return [refuse('certification.not-on-committee', { n: strangers.length }, 'body.present')];
    return f.body.cases.flatMap((one, i) => whyNotDecide(f, one, i, committee.quorum, rows));
  },
  apply: (f, rows) => {
    for (const one of f.body.cases) land(f, one, rows);
  },
});

export const committeeLandings: readonly Landing[] = [committeeNamed, committeeDecided];

/** The committee in force on the day: the latest one named. */
function committeeOf(f: Decided, rows: Rows): CommitteeRow | undefined {
  return rows
    .where(committeeTable, 'programme', f.programme)
    .filter((row) => row.on_day <= f.body.on)
    .sort((a, b) => (a.on_day === b.on_day ? (a.id < b.id ? 1 : -1) : a.on_day < b.on_day ? 1 : -1))[0];
}

/** Why a case cannot be decided so: nobody who inspected, advised or is bound to the producer takes part. */
function whyNotDecide(f: Decided, one: Case, i: number, quorum: number, rows: Rows): Refusal[] {
  const at = `body.cases.${i}`;
  const nth = i + 1;
  const inspection = rows.need(inspectionTable, one.inspection);
  const member = rows.need(memberTable, inspection.membership);
  if (inspection.person !== one.person) return [refuse('certification.case-of-another', { case: nth }, at)];
  if (inspection.done_by === null || inspection.state === 'void')
    return [refuse('certification.not-inspected', { case: nth }, at)];
  const out: Refusal[] = [];
  const votes = voters(f.body.present, one.abstained);
  if (votes.length < quorum)
    out.push(refuse('certification.no-quorum', { case: nth, votes: votes.length, quorum }, at));
  const { adviserMonths } = rows.need(schemeTable, inspection.scheme).rules;
  for (const staff of votes) {
    // Whoever inspected never decides, also when somebody else had been planned.
    const bond =
      staff === inspection.done_by || staff === inspection.inspector
        ? 'inspected'
        : bondBetween(rows, { staff, person: one.person, on: f.body.on, adviserMonths });
    if (bond) out.push(refuse(`certification.voter-${bond}`, { case: nth }, at));
  }
  const open = rows.where(findingTable, 'inspection', one.inspection).filter((x) => !x.void && x.state === 'open');
  if (one.outcome === 'approved' && open.some((finding) => finding.level === 'critical'))
    out.push(refuse('certification.open-critical', { case: nth }, at));
  if (member.void || member.state === 'withdrawn') out.push(refuse('certification.case-gone', { case: nth }, at));
  return out;
}

function land(f: Decided, one: Case, rows: Rows): void {
  const inspection = rows.need(inspectionTable, one.inspection);
  const member = rows.need(memberTable, inspection.membership);
  rows.add(caseTable, {
    programme: f.programme,
    decision: f.id,
    inspection: inspection.id,
    membership: member.id,
    zone: inspection.zone,
    outcome: one.outcome,
    act: f.body.act,
    voters: voters(f.body.present, one.abstained).length,
    abstained: one.abstained.length,
    on_day: f.body.on,
  });
  rows.change(inspectionTable, inspection.id, {
    state: 'decided',
    decision: f.id,
    outcome: one.outcome,
    decided_on: f.body.on,
  });
  rows.change(memberTable, member.id, { state: stateAfter[one.outcome], state_on: f.body.on, state_by: f.id });
  for (const listed of rows.where(listedTable, 'person', member.person)) {
    if (listed.membership !== member.id) continue;
    const key = [listed.certificate, listed.person];
    const stands = listed.list === rows.need(certificateTable, listed.certificate).list;
    if (one.outcome !== 'approved' && listed.stopped_on === null)
      rows.change(listedTable, key, { stopped_on: f.body.on });
    // A suspension that is lifted: she stands on the list in force again, with what is left of her volume.
    if (one.outcome === 'approved' && listed.stopped_on !== null && stands)
      rows.change(listedTable, key, { stopped_on: null });
  }
}
