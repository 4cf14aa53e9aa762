import { type Landed, on } from '#kernel/ledger/landing.ts';
import { voidTable } from '#kernel/ledger/registry.ts';
import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { AttendanceRecorded, SessionHeld } from './facts.ts';
import { planFlags, planHeld, planOpen } from './planLandings.ts';
import { crowdedAbove, type Hours, onceEach, sameTeacher, simultaneous, type Teacher } from './rules.ts';
import {
  type AttendanceRow,
  attendanceTable,
  planTable,
  promoterTable,
  type SessionRow,
  seenOn,
  sessionTable,
  walkInTable,
} from './tables.ts';

type Sheet = Landed<BodyOf<typeof SessionHeld>>;

export const sessionHeld = on(SessionHeld, {
  needs: (f) => {
    const needs: Need[] = f.body.present.map((line) =>
      rowsWhere(attendanceTable, 'seen', seenOn(line.person, f.body.on)),
    );
    if (f.body.promoter !== undefined) needs.push(rowOf(promoterTable, f.body.promoter));
    if (f.body.plan !== undefined) needs.push(rowOf(planTable, f.body.plan));
    return needs;
  },
  flags: (f, rows) => [...peopleFlags(f, rows), ...promoterFlags(f, rows), ...planFlags(f, rows)],
  apply: (f, rows) => {
    const session = sessionOf(f, rows);
    const lines = [...onceEach(f.body.present).people.map((line) => ({ ...line, fact: f.id })), ...addedLater(f, rows)];
    const { people } = onceEach(lines);
    rows.add(sessionTable, { ...session, named: people.length, walk_ins: walkInsTaken(f, rows) });
    for (const { person, evidence, fact } of people) {
      rows.add(attendanceTable, attendance(session, person, evidence, fact));
    }
    planHeld(f, rows);
  },
  // A sheet that was no session takes along whoever was added to it later.
  undo: (f, rows) => {
    rows.change(sessionTable, f.id, { void: true, named: 0 });
    for (const row of rows.where(attendanceTable, 'session', f.id)) {
      rows.change(attendanceTable, [row.session, row.person], { void: true });
    }
    planOpen(f, rows);
  },
});

/** Adds one person to a session that is there. Somebody already on the sheet stays counted once. */
export const attendanceRecorded = on(AttendanceRecorded, {
  needs: (f) => [
    rowOf(sessionTable, f.body.session),
    rowOf(attendanceTable, f.body.session, f.body.person),
    rowsWhere(attendanceTable, 'seen', seenOn(f.body.person, f.body.on)),
  ],
  flags: (f, rows) => {
    const session = rows.need(sessionTable, f.body.session);
    const there = rows.get(attendanceTable, session.id, f.body.person);
    const flags: Refusal[] = [];
    if (there && !there.void && there.fact !== f.corrects) {
      flags.push(refuse('training.twice-present', { people: 1 }, 'person'));
    }
    if (session.void) flags.push(refuse('training.session-void', {}, 'session'));
    if (session.named === crowdedAbove && !there) {
      flags.push(refuse('training.crowded', { people: session.named + 1, most: crowdedAbove }, 'session'));
    }
    if (inTwoPlaces(rows, f.body.person, session.on_day, session.id, sittingOf(session))) {
      flags.push(refuse('training.two-places', { people: 1, day: session.on_day }, 'person'));
    }
    return flags;
  },
  apply: (f, rows) => {
    const session = rows.need(sessionTable, f.body.session);
    const there = rows.get(attendanceTable, session.id, f.body.person);
    if (there && !there.void) return;
    rows.add(attendanceTable, attendance(session, f.body.person, f.body.evidence, f.id));
    if (!session.void) rows.change(sessionTable, session.id, { named: session.named + 1 });
  },
  undo: (f, rows) => {
    for (const row of rows.where(attendanceTable, 'person', f.body.person)) {
      if (row.void || row.fact !== f.id) continue;
      rows.change(attendanceTable, [row.session, row.person], { void: true });
      rows.change(sessionTable, row.session, { named: rows.need(sessionTable, row.session).named - 1 });
    }
  },
});

function sessionOf(f: Sheet, rows: Rows): SessionRow {
  return {
    programme: f.programme,
    id: f.id,
    zone: f.body.zone,
    module: f.body.module,
    audience: f.body.audience,
    trainer: f.body.trainer,
    promoter: f.body.promoter ?? null,
    replicates: f.body.replicates ?? null,
    minutes: f.body.minutes,
    place: f.body.place ?? null,
    lon: f.body.lon ?? null,
    lat: f.body.lat ?? null,
    named: 0,
    unnamed: f.body.unnamed,
    plan: f.body.plan ?? null,
    starts_at: f.body.startsAt ?? null,
    held_by: f.body.promoter === undefined ? null : rows.need(promoterTable, f.body.promoter).person,
    expected: f.body.expected?.length ?? null,
    walk_ins: 0,
    photos: f.files.length,
    advised: f.body.advised ?? 0,
    on_day: f.body.on,
    void: false,
  };
}

export function attendance(session: SessionRow, person: string, evidence: string, fact: string): AttendanceRow {
  return {
    programme: session.programme,
    session: session.id,
    person,
    zone: session.zone,
    audience: session.audience,
    replica: session.promoter !== null,
    evidence,
    seen: seenOn(person, session.on_day),
    fact,
    on_day: session.on_day,
    void: session.void,
  };
}

/** People who were added to the sheet that this one corrects: they were there, whatever else the sheet had wrong. */
function addedLater(f: Sheet, rows: Rows): { person: string; evidence: string; fact: string }[] {
  if (f.corrects === undefined) return [];
  return rows
    .where(attendanceTable, 'session', f.corrects)
    .filter((row) => row.fact !== f.corrects && !rows.get(voidTable, row.fact));
}

/** Who walked in stays with the corrected sheet, recognised or not. Answers how many are not. */
function walkInsTaken(f: Sheet, rows: Rows): number {
  if (f.corrects === undefined) return 0;
  const stubs = rows.where(walkInTable, 'session', f.corrects).filter((stub) => !stub.void);
  for (const stub of stubs) rows.change(walkInTable, stub.id, { session: f.id });
  return stubs.filter((stub) => stub.person === null).length;
}

function peopleFlags(f: Sheet, rows: Rows): Refusal[] {
  const { people, repeated } = onceEach(f.body.present);
  const teacher = {
    trainer: f.body.trainer,
    promoter: f.body.promoter ?? null,
    startsAt: f.body.startsAt ?? null,
    minutes: f.body.minutes,
  };
  const elsewhere = people.filter((line) => inTwoPlaces(rows, line.person, f.body.on, f.corrects, teacher)).length;
  const flags: Refusal[] = [];
  if (people.length > crowdedAbove) {
    flags.push(refuse('training.crowded', { people: people.length, most: crowdedAbove }, 'present'));
  }
  if (repeated > 0) flags.push(refuse('training.twice-present', { people: repeated }, 'present'));
  if (elsewhere > 0) flags.push(refuse('training.two-places', { people: elsewhere, day: f.body.on }, 'present'));
  return flags;
}

function promoterFlags(f: Sheet, rows: Rows): Refusal[] {
  if (f.body.promoter === undefined) return [];
  const promoter = rows.need(promoterTable, f.body.promoter);
  const left = promoter.void || (promoter.left_on !== null && promoter.left_on <= f.body.on);
  const flags: Refusal[] = [];
  if (f.body.replicates === undefined) flags.push(refuse('training.replica-without-source', {}, 'replicates'));
  if (left) flags.push(refuse('training.promoter-left', { day: promoter.left_on }, 'promoter'));
  return flags;
}

type Sitting = Teacher & Hours;

const sittingOf = (session: SessionRow): Sitting => ({
  trainer: session.trainer,
  promoter: session.promoter,
  startsAt: session.starts_at,
  minutes: session.minutes,
});

/** On another teacher's sheet at the same time. `own` is the session that does not count as elsewhere. */
export function inTwoPlaces(rows: Rows, person: string, day: string, own: string | undefined, here: Sitting): boolean {
  return rows.where(attendanceTable, 'seen', seenOn(person, day)).some((row) => {
    if (row.void || row.session === own) return false;
    const there = sittingOf(rows.need(sessionTable, row.session));
    return !sameTeacher(there, here) && simultaneous(there, here);
  });
}
