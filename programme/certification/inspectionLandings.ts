import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { grantTable } from '#programme/partners/tables.ts';
import { plotTable } from '#programme/plots/tables.ts';
import { metresFromPlots } from './away.ts';
import { bondBetween } from './bonds.ts';
import { ActionSeen, InspectionDone, InspectionPlanned } from './facts.ts';
import { findingsOf, nearPlotsM, shortestMinutes, unanswered } from './rules.ts';
import { enteredTable, findingTable, inspectionTable, memberTable, schemeTable } from './tables.ts';

type Done = Landed<BodyOf<typeof InspectionDone>>;

const inspectionPlanned = on(InspectionPlanned, {
  needs: (f) => [
    rowOf(memberTable, f.body.membership),
    rowsWhere(inspectionTable, 'membership', f.body.membership),
    rowsWhere(grantTable, 'staff', f.body.inspector),
  ],
  flags: (f, rows) => {
    const member = rows.need(memberTable, f.body.membership);
    const { inspector } = f.body;
    const out: Refusal[] = [];
    if (member.void || member.state === 'withdrawn')
      out.push(refuse('certification.member-gone', {}, 'body.membership'));
    const mayInspect = rows
      .where(grantTable, 'staff', inspector)
      .some((grant) => !grant.revoked && (grant.role === 'inspector' || grant.role === 'administrator'));
    if (!mayInspect) out.push(refuse('certification.not-an-inspector', {}, 'body.inspector'));
    const planned = rows
      .where(inspectionTable, 'membership', member.id)
      .some((row) => row.state === 'planned' && row.id !== f.corrects);
    if (planned) out.push(refuse('certification.already-planned', {}, 'body.membership'));
    const { adviserMonths } = rows.need(schemeTable, member.scheme).rules;
    const bond = bondBetween(rows, { staff: inspector, person: member.person, on: f.body.due, adviserMonths });
    if (bond) out.push(refuse(`certification.inspector-${bond}`, {}, 'body.inspector'));
    return out;
  },
  apply: (f, rows) => {
    const member = rows.need(memberTable, f.body.membership);
    rows.add(inspectionTable, {
      programme: f.programme,
      id: f.id,
      membership: member.id,
      person: member.person,
      zone: member.zone,
      scheme: member.scheme,
      inspector: f.body.inspector,
      because: f.body.because,
      due: f.body.due,
      state: 'planned',
      done: null,
      done_on: null,
      done_by: null,
      kg_ha: null,
      critical: 0,
      major: 0,
      minor: 0,
      open: 0,
      decision: null,
      outcome: null,
      decided_on: null,
      on_day: f.body.on,
    });
  },
  // What was done stays done: only a plan can be taken back.
  undo: (f, rows) => {
    if (rows.need(inspectionTable, f.id).state === 'planned') rows.change(inspectionTable, f.id, { state: 'void' });
  },
});

const inspectionDone = on(InspectionDone, {
  needs: (f) => [rowOf(inspectionTable, f.body.inspection), rowsWhere(findingTable, 'inspection', f.body.inspection)],
  flags: doubtsOf,
  apply: (f, rows) => {
    const inspection = rows.need(inspectionTable, f.body.inspection);
    const { criteria } = rows.need(schemeTable, inspection.scheme);
    const findings = findingsOf(f.body, criteria);
    const count = (level: string) => findings.filter((finding) => finding.level === level).length;
    // A second report of the same inspection is flagged; the first stands until somebody takes it back.
    if (inspection.done !== null) return;
    rows.change(inspectionTable, inspection.id, {
      state: 'done',
      done: f.id,
      done_on: f.body.on,
      done_by: f.author,
      kg_ha: f.body.kgHa ?? null,
      critical: count('critical'),
      major: count('major'),
      minor: count('minor'),
      open: findings.length,
    });
    for (const { criterion, level, due } of findings) {
      rows.add(findingTable, {
        programme: f.programme,
        inspection: inspection.id,
        criterion,
        membership: inspection.membership,
        person: inspection.person,
        zone: inspection.zone,
        level,
        due,
        state: 'open',
        closed_in: null,
        closed_on: null,
        looks: 0,
        void: false,
        on_day: f.body.on,
      });
    }
  },
  undo: (f, rows) => {
    const inspection = rows.need(inspectionTable, f.body.inspection);
    if (inspection.done !== f.id) return;
    const nothing = { done: null, done_on: null, done_by: null, kg_ha: null, critical: 0, major: 0, minor: 0, open: 0 };
    rows.change(inspectionTable, inspection.id, {
      ...nothing,
      state: inspection.decision === null ? 'planned' : 'decided',
    });
    for (const finding of rows.where(findingTable, 'inspection', inspection.id))
      rows.change(findingTable, [finding.inspection, finding.criterion], { void: true });
  },
});

const actionSeen = on(ActionSeen, {
  needs: (f) => [rowOf(findingTable, f.body.inspection, f.body.criterion), rowOf(inspectionTable, f.body.inspection)],
  flags: (f, rows) => {
    const finding = rows.get(findingTable, f.body.inspection, f.body.criterion);
    if (!finding || finding.void)
      return [refuse('certification.no-such-finding', { code: f.body.criterion }, 'criterion')];
    return finding.state === 'closed' ? [refuse('certification.already-closed', { code: f.body.criterion })] : [];
  },
  apply: (f, rows) => {
    const finding = rows.get(findingTable, f.body.inspection, f.body.criterion);
    if (!finding || finding.void || finding.state === 'closed') return;
    const key = [finding.inspection, finding.criterion];
    if (!f.body.closed) return rows.change(findingTable, key, { looks: finding.looks + 1 });
    rows.change(findingTable, key, { state: 'closed', closed_in: f.id, closed_on: f.body.on });
    const { open } = rows.need(inspectionTable, finding.inspection);
    rows.change(inspectionTable, finding.inspection, { open: Math.max(0, open - 1) });
  },
  undo: (f, rows) => {
    const finding = rows.get(findingTable, f.body.inspection, f.body.criterion);
    if (!finding || finding.closed_in !== f.id) return;
    rows.change(findingTable, [finding.inspection, finding.criterion], {
      state: 'open',
      closed_in: null,
      closed_on: null,
    });
    const { open } = rows.need(inspectionTable, finding.inspection);
    rows.change(inspectionTable, finding.inspection, { open: open + 1 });
  },
});

export const inspectionLandings: readonly Landing[] = [inspectionPlanned, inspectionDone, actionSeen];

/** What somebody should look at in a report; it was made, so it is never refused. */
function doubtsOf(f: Done, rows: Rows): Refusal[] {
  const inspection = rows.need(inspectionTable, f.body.inspection);
  const scheme = rows.need(schemeTable, inspection.scheme);
  const out: Refusal[] = [];
  if (inspection.done !== null && inspection.done !== f.corrects)
    out.push(refuse('certification.inspected-twice', {}, 'body.inspection'));
  if (f.author !== inspection.inspector) out.push(refuse('certification.another-inspector', {}, 'body.inspection'));
  const who = { staff: f.author, person: inspection.person, on: f.body.on };
  const bond =
    f.author === f.programme ? null : bondBetween(rows, { ...who, adviserMonths: scheme.rules.adviserMonths });
  if (bond) out.push(refuse(`certification.inspector-${bond}`, {}, 'body.inspection'));
  const left = unanswered(f.body.answers, scheme.criteria);
  if (left.length > 0)
    out.push(refuse('certification.unanswered', { n: left.length, of: scheme.criteria.length }, 'body.answers'));
  if (f.body.minutes < shortestMinutes)
    out.push(refuse('certification.too-quick', { minutes: f.body.minutes }, 'body.minutes'));
  if (!f.body.present) out.push(refuse('certification.nobody-there', {}, 'body.present'));
  if ((f.body.kgHa ?? 0) > scheme.rules.yieldKgHa.warn)
    out.push(
      refuse('certification.high-yield', { kg: f.body.kgHa ?? 0, most: scheme.rules.yieldKgHa.warn }, 'body.kgHa'),
    );
  return [...out, ...awayFrom(f, inspection.membership, rows)];
}

function awayFrom(f: Done, membership: string, rows: Rows): Refusal[] {
  const { lon, lat, awayWhy } = f.body;
  if (awayWhy !== undefined) return [];
  if (lon === undefined || lat === undefined) return [refuse('certification.no-place', {}, 'body.lon')];
  const plots = rows
    .where(enteredTable, 'membership', membership)
    .filter((row) => !row.void)
    .map((row) => rows.need(plotTable, row.plot));
  const metres = metresFromPlots([lon, lat], plots);
  return metres === null || metres <= nearPlotsM + (f.body.accuracyM ?? 0)
    ? []
    : [refuse('certification.off-plot', { metres }, 'body.lon')];
}
