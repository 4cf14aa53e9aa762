import { type Landed, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { type SessionHeld, SessionMissed, SessionPlanned } from './facts.ts';
import { farFromPlanM, metresApart } from './rules.ts';
import { planTable, promoterTable } from './tables.ts';

type Sheet = Landed<BodyOf<typeof SessionHeld>>;

export const sessionPlanned = on(SessionPlanned, {
  needs: (f) => (f.body.promoter === undefined ? [] : [rowOf(promoterTable, f.body.promoter)]),
  apply: (f, rows) => {
    const { body } = f;
    rows.add(planTable, {
      programme: f.programme,
      id: f.id,
      zone: body.zone,
      module: body.module,
      audience: body.audience,
      trainer: body.trainer,
      promoter: body.promoter ?? null,
      held_by: body.promoter === undefined ? null : rows.need(promoterTable, body.promoter).person,
      replicates: body.replicates ?? null,
      communities: body.communities ?? [],
      invited: body.invited ?? [],
      place: body.place ?? null,
      lon: body.lon ?? null,
      lat: body.lat ?? null,
      starts_at: body.startsAt ?? null,
      minutes: body.minutes,
      on_day: body.on,
      state: 'planned',
      session: null,
      reason: null,
      void: false,
    });
  },
  undo: (f, rows) => rows.change(planTable, f.id, { void: true }),
});

export const sessionMissed = on(SessionMissed, {
  needs: (f) => [rowOf(planTable, f.body.plan)],
  flags: (f, rows) =>
    rows.need(planTable, f.body.plan).state === 'held' ? [refuse('training.missed-but-held', {}, 'plan')] : [],
  apply: (f, rows) => {
    // A sheet with names on it says more than the news that nobody came.
    if (rows.need(planTable, f.body.plan).state === 'held') return;
    rows.change(planTable, f.body.plan, { state: 'missed', reason: f.body.reason });
  },
  undo: (f, rows) => {
    if (rows.need(planTable, f.body.plan).state !== 'missed') return;
    rows.change(planTable, f.body.plan, { state: 'planned', reason: null });
  },
});

/** A planned session has one sheet, a picture or the reason why not, and is held where it was planned or says why not. */
export function planFlags(f: Sheet, rows: Rows): Refusal[] {
  const { body } = f;
  const flags: Refusal[] = [];
  const asksForPhoto = body.expected !== undefined && f.files.length === 0 && body.noPhoto === undefined;
  if (asksForPhoto) flags.push(refuse('training.no-photo'));
  if (body.plan === undefined) return flags;
  const plan = rows.need(planTable, body.plan);
  if (plan.session !== null && plan.session !== f.corrects) flags.push(refuse('training.held-twice', {}, 'plan'));
  const metres = metresApart(plan, { lon: body.lon ?? null, lat: body.lat ?? null });
  if (metres !== null && metres > farFromPlanM && body.farWhy === undefined)
    flags.push(refuse('training.far-from-plan', { metres }, 'lon'));
  return flags;
}

/** The first sheet of a plan is its session; a second one is looked at. */
export function planHeld(f: Sheet, rows: Rows): void {
  if (f.body.plan === undefined || rows.need(planTable, f.body.plan).session !== null) return;
  rows.change(planTable, f.body.plan, { state: 'held', session: f.id, reason: null });
}

export function planOpen(f: Sheet, rows: Rows): void {
  if (f.body.plan === undefined || rows.need(planTable, f.body.plan).session !== f.id) return;
  rows.change(planTable, f.body.plan, { state: 'planned', session: null });
}
