import { type Landed, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf } from '#kernel/ledger/rows.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { ErasureApproved } from '#programme/people/facts.ts';
import { erasureTable, personTable } from '#programme/people/tables.ts';
import { WalkedIn, WalkInMatched } from './facts.ts';
import { attendance, inTwoPlaces } from './sheetLandings.ts';
import { attendanceTable, type SessionRow, seenOn, sessionTable, walkInTable } from './tables.ts';

export const walkedIn = on(WalkedIn, {
  needs: (f) => [rowOf(sessionTable, f.body.session)],
  flags: (f, rows) =>
    rows.need(sessionTable, f.body.session).void ? [refuse('training.session-void', {}, 'session')] : [],
  apply: (f, rows) => {
    const session = rows.need(sessionTable, f.body.session);
    rows.add(walkInTable, {
      programme: f.programme,
      id: f.id,
      session: session.id,
      zone: session.zone,
      // Erased before a rebuild: there is no name to be told any more.
      names: f.body.names ?? null,
      sex: f.body.sex,
      community: f.body.community ?? null,
      person: null,
      matched_by: null,
      on_day: f.body.on,
      void: false,
    });
    rows.change(sessionTable, session.id, { walk_ins: session.walk_ins + 1 });
  },
  undo: (f, rows) => {
    const stub = rows.need(walkInTable, f.id);
    rows.change(walkInTable, f.id, { void: true });
    const session = rows.need(sessionTable, stub.session);
    rows.change(sessionTable, session.id, { walk_ins: session.walk_ins - 1 });
  },
});

/** The stub becomes the person: she is on the sheet from the day of the session. On it already, she stays counted once. */
export const walkInMatched = on(WalkInMatched, {
  needs: (f) => [rowOf(walkInTable, f.body.walkIn)],
  flags: (f, rows) => {
    const stub = rows.need(walkInTable, f.body.walkIn);
    if (stub.void) return [refuse('training.walk-in-void', {}, 'walkIn')];
    if (stub.person !== null && stub.matched_by !== f.corrects)
      return [refuse('training.walk-in-matched', {}, 'walkIn')];
    const session = rows.need(sessionTable, stub.session);
    rows.get(attendanceTable, session.id, f.body.person);
    rows.where(attendanceTable, 'seen', seenOn(f.body.person, session.on_day));
    const here = { ...session, startsAt: session.starts_at };
    return inTwoPlaces(rows, f.body.person, session.on_day, session.id, here)
      ? [refuse('training.two-places', { people: 1, day: session.on_day }, 'person')]
      : [];
  },
  apply: (f, rows) => {
    const stub = rows.need(walkInTable, f.body.walkIn);
    const session = rows.need(sessionTable, stub.session);
    rows.change(walkInTable, stub.id, { person: f.body.person, matched_by: f.id });
    const there = rows.get(attendanceTable, session.id, f.body.person);
    const counts: Partial<SessionRow> = { walk_ins: session.walk_ins - 1 };
    if (!there || there.void) {
      rows.add(attendanceTable, attendance(session, f.body.person, 'named', f.id));
      if (!session.void) counts.named = session.named + 1;
    }
    rows.change(sessionTable, session.id, counts);
  },
  undo: (f, rows) => {
    const stub = rows.need(walkInTable, f.body.walkIn);
    const session = rows.need(sessionTable, stub.session);
    rows.change(walkInTable, stub.id, { person: null, matched_by: null });
    const there = rows.get(attendanceTable, session.id, f.body.person);
    const counts: Partial<SessionRow> = { walk_ins: session.walk_ins + 1 };
    if (there && !there.void && there.fact === f.id) {
      rows.change(attendanceTable, [session.id, f.body.person], { void: true });
      counts.named = session.named - 1;
    }
    rows.change(sessionTable, session.id, counts);
  },
});

/** Names that were written down before she was registered go with her erasure, too. */
export const namesErased = on(ErasureApproved, {
  apply: (f, rows) => {
    for (const stub of stubsErasedBy(f, rows)) rows.change(walkInTable, stub, { names: null });
  },
});

/** The names under which somebody walked in who is erased by this fact, whichever of her records they were matched with. */
export function stubsErasedBy(f: Landed, rows: Rows): string[] {
  const { erasure } = f.body as { erasure: string };
  const { person } = rows.need(erasureTable, erasure);
  const root = rows.need(personTable, person).same_as ?? person;
  const records = [root, ...rows.where(personTable, 'same_as', root).map((row) => row.id)];
  return records.flatMap((id) => rows.where(walkInTable, 'person', id)).map((stub) => stub.id);
}
