import { type Landing, on } from '#kernel/ledger/landing.ts';
import { rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { ModuleDefined, PromoterCommitted, PromoterLeft } from './facts.ts';
import { sessionMissed, sessionPlanned } from './planLandings.ts';
import { attendanceRecorded, sessionHeld } from './sheetLandings.ts';
import { moduleTable, promoterTable, sessionTable } from './tables.ts';
import { namesErased, walkedIn, walkInMatched } from './walkInLandings.ts';

const moduleDefined = on(ModuleDefined, {
  needs: (f) => [rowsWhere(moduleTable, 'code', f.body.code)],
  flags: (f, rows) =>
    rows
      .where(moduleTable, 'code', f.body.code)
      .some((m) => !m.void && m.id !== f.corrects && m.edition === f.body.edition)
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

const promoterCommitted = on(PromoterCommitted, {
  needs: (f) => [rowsWhere(promoterTable, 'person', f.body.person), rowOf(sessionTable, f.body.trainedIn)],
  flags: (f, rows) => {
    const already = rows
      .where(promoterTable, 'person', f.body.person)
      .some((p) => !p.void && p.id !== f.corrects && p.left_on === null);
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
  sessionPlanned,
  sessionMissed,
  sessionHeld,
  walkedIn,
  walkInMatched,
  namesErased,
  attendanceRecorded,
  promoterCommitted,
  promoterLeft,
];
