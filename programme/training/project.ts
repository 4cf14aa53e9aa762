import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { AttendanceRecorded, ModuleDefined, PromoterCommitted, PromoterLeft, SessionHeld } from './facts.ts';
import { crowdedAbove, onceEach, sameTeacher, type Teacher } from './rules.ts';
import { attendanceTable, moduleTable, promoterTable, seenOn, sessionTable } from './tables.ts';

type Sheet = Landed<BodyOf<typeof SessionHeld>>;

const moduleDefined = on(ModuleDefined, {
  needs: (f) => [rowsWhere(moduleTable, 'code', f.body.code)],
  flags: (f, rows) =>
    rows.where(moduleTable, 'code', f.body.code).some((m) => !m.void && m.edition === f.body.edition)
      ? [refuse('training.module-exists', { code: f.body.code, edition: f.body.edition }, 'edition')]
      : [],
  apply: (f, rows) =>
    rows.add(moduleTable, {
      programme: f.programme,
      id: f.id,
      code: f.body.code,
      title: f.body.title,
      title_en: f.body.titleEn,
      edition: f.body.edition,
      minutes: f.body.minutes,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(moduleTable, f.id, { void: true }),
});

const sessionHeld = on(SessionHeld, {
  needs: sheetNeeds,
  flags: (f, rows) => {
    const { people, repeated } = onceEach(f.body.present);
    const elsewhere = people.filter((line) => inTwoPlaces(rows, line.person, f.body.on, null, teacherOf(f))).length;
    const promoter = f.body.promoter === undefined ? undefined : rows.need(promoterTable, f.body.promoter);
    const flags: Refusal[] = [];
    if (people.length > crowdedAbove) {
      flags.push(refuse('training.crowded', { people: people.length, most: crowdedAbove }, 'present'));
    }
    if (repeated > 0) flags.push(refuse('training.twice-present', { people: repeated }, 'present'));
    if (elsewhere > 0) flags.push(refuse('training.two-places', { people: elsewhere, day: f.body.on }, 'present'));
    if (promoter && f.body.replicates === undefined) flags.push(refuse('training.replica-without-source', {}, 'replicates'));
    if (promoter && (promoter.void || (promoter.left_on !== null && promoter.left_on <= f.body.on))) {
      flags.push(refuse('training.promoter-left', { day: promoter.left_on }, 'promoter'));
    }
    return flags;
  },
  apply: (f, rows) => {
    const { people } = onceEach(f.body.present);
    rows.add(sessionTable, {
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
      named: people.length,
      unnamed: f.body.unnamed,
      on_day: f.body.on,
      void: false,
    });
    for (const line of people) {
      rows.add(attendanceTable, {
        programme: f.programme,
        session: f.id,
        person: line.person,
        zone: f.body.zone,
        audience: f.body.audience,
        replica: f.body.promoter !== undefined,
        evidence: line.evidence,
        seen: seenOn(line.person, f.body.on),
        fact: f.id,
        on_day: f.body.on,
        void: false,
      });
    }
  },
  // A sheet that was no session takes along whoever was added to it later.
  undo: (f, rows) => {
    rows.change(sessionTable, f.id, { void: true, named: 0 });
    for (const row of rows.where(attendanceTable, 'session', f.id)) {
      rows.change(attendanceTable, [row.session, row.person], { void: true });
    }
  },
});

const attendanceRecorded = on(AttendanceRecorded, {
  needs: (f) => [
    rowOf(sessionTable, f.body.session),
    rowOf(attendanceTable, f.body.session, f.body.person),
    rowsWhere(attendanceTable, 'seen', seenOn(f.body.person, f.body.on)),
  ],
  flags: (f, rows) => {
    const session = rows.need(sessionTable, f.body.session);
    const there = rows.get(attendanceTable, session.id, f.body.person);
    const flags: Refusal[] = [];
    if (there && !there.void) flags.push(refuse('training.twice-present', { people: 1 }, 'person'));
    if (session.void) flags.push(refuse('training.session-void', {}, 'session'));
    if (session.named >= crowdedAbove && !there) {
      flags.push(refuse('training.crowded', { people: session.named + 1, most: crowdedAbove }, 'session'));
    }
    if (inTwoPlaces(rows, f.body.person, session.on_day, session.id, session)) {
      flags.push(refuse('training.two-places', { people: 1, day: session.on_day }, 'person'));
    }
    return flags;
  },
  apply: (f, rows) => {
    const session = rows.need(sessionTable, f.body.session);
    const there = rows.get(attendanceTable, session.id, f.body.person);
    if (there && !there.void) return;
    rows.add(attendanceTable, {
      programme: f.programme,
      session: session.id,
      person: f.body.person,
      zone: session.zone,
      audience: session.audience,
      replica: session.promoter !== null,
      evidence: f.body.evidence,
      seen: seenOn(f.body.person, session.on_day),
      fact: f.id,
      on_day: session.on_day,
      void: session.void,
    });
    if (!session.void) rows.change(sessionTable, session.id, { named: session.named + 1 });
  },
  undo: (f, rows) => {
    const there = rows.get(attendanceTable, f.body.session, f.body.person);
    if (!there || there.void || there.fact !== f.id) return;
    const session = rows.need(sessionTable, f.body.session);
    rows.change(attendanceTable, [there.session, there.person], { void: true });
    rows.change(sessionTable, session.id, { named: session.named - 1 });
  },
});

const promoterCommitted = on(PromoterCommitted, {
  needs: (f) => [rowsWhere(promoterTable, 'person', f.body.person), rowOf(sessionTable, f.body.trainedIn)],
  flags: (f, rows) => {
    const already = rows.where(promoterTable, 'person', f.body.person).some((p) => !p.void && p.left_on === null);
    return already ? [refuse('training.already-promoter', {}, 'person')] : [];
  },
  apply: (f, rows) =>
    rows.add(promoterTable, {
      programme: f.programme,
      id: f.id,
      person: f.body.person,
      zone: f.scope ?? rows.need(sessionTable, f.body.trainedIn).zone,
      trained_in: f.body.trainedIn,
      neighbours: f.body.neighbours,
      on_day: f.body.on,
      left_on: null,
      void: false,
    }),
  undo: (f, rows) => rows.change(promoterTable, f.id, { void: true }),
});

const promoterLeft = on(PromoterLeft, {
  needs: (f) => [rowOf(promoterTable, f.body.promoter)],
  apply: (f, rows) => rows.change(promoterTable, f.body.promoter, { left_on: f.body.on }),
  undo: (f, rows) => rows.change(promoterTable, f.body.promoter, { left_on: null }),
});

export const trainingLandings: readonly Landing[] = [
  moduleDefined,
  sessionHeld,
  attendanceRecorded,
  promoterCommitted,
  promoterLeft,
];

function sheetNeeds(f: Sheet): Need[] {
  const needs: Need[] = f.body.present.map((line) =>
    rowsWhere(attendanceTable, 'seen', seenOn(line.person, f.body.on)),
  );
  if (f.body.promoter !== undefined) needs.push(rowOf(promoterTable, f.body.promoter));
  return needs;
}

function teacherOf(f: Sheet): Teacher {
  return { trainer: f.body.trainer, promoter: f.body.promoter ?? null };
}

/** On another teacher's sheet the same day. `own` is the session that does not count as elsewhere. */
function inTwoPlaces(rows: Rows, person: string, day: string, own: string | null, teacher: Teacher): boolean {
  return rows
    .where(attendanceTable, 'seen', seenOn(person, day))
    .some((row) => !row.void && row.session !== own && !sameTeacher(rows.need(sessionTable, row.session), teacher));
}
