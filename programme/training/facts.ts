import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, id, lat, list, lon, maybe, oneOf, personal, ref, text, whole } from '#kernel/pure/fields.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { sexes } from '#programme/people/facts.ts';

export const audiences = ['producers', 'promoters'] as const;
export const attendanceEvidence = ['signature', 'qr', 'photo', 'named'] as const;
/** Why a planned session did not take place. */
export const missedReasons = ['rain', 'road', 'few-came', 'teacher-away', 'community', 'other'] as const;
/** What a promoter works with when she repeats a session. */
export const materials = ['guide', 'tools', 'plants', 'samples', 'video', 'none'] as const;

export const ModuleDefined = fact({
  kind: 'training.moduleDefined',
  body: z.strictObject({
    code: text(20),
    title: text(120),
    titleEn: text(120),
    edition: whole(1, 100),
    minutes: whole(10, 3000),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer'],
  within: 'programme',
  makes: 'module',
  happened: false,
});

/** Minutes since midnight, so that two sessions of one day can be told apart. */
const clock = () => whole(0, 1439);

/** A session agreed on beforehand: whoever lives in its communities and whoever is invited is expected. */
export const SessionPlanned = fact({
  kind: 'training.sessionPlanned',
  body: z.strictObject({
    zone: ref('zone'),
    module: ref('module'),
    audience: oneOf(audiences),
    trainer: ref('staff'),
    promoter: maybe(ref('promoter')),
    replicates: maybe(ref('session')),
    communities: maybe(list(text(80), 30)),
    invited: maybe(list(ref('person'), 200)),
    place: maybe(text(120)),
    lon: maybe(lon()),
    lat: maybe(lat()),
    startsAt: maybe(clock()),
    minutes: whole(10, 3000),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'zone',
  makes: 'plan',
  happened: true,
});

/** A planned session that did not take place; the reason is never left out. */
export const SessionMissed = fact({
  kind: 'training.sessionMissed',
  body: z.strictObject({ plan: ref('plan'), reason: oneOf(missedReasons), note: maybe(text(300)), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'plan',
  happened: true,
  check: (body) =>
    body.reason === 'other' && body.note === undefined ? [refuse('training.say-why', {}, 'body.note')] : [],
});

const attendee = () => z.strictObject({ person: ref('person'), evidence: oneOf(attendanceEvidence) });

/** One signed sheet: a session held by a technician, or a replica held by a promoter. */
export const SessionHeld = fact({
  kind: 'training.sessionHeld',
  body: z.strictObject({
    zone: ref('zone'),
    module: ref('module'),
    audience: oneOf(audiences),
    trainer: ref('staff'),
    /** Set when a promoter replicates: the promoter who held it, and the session she replicates. */
    promoter: maybe(ref('promoter')),
    replicates: maybe(ref('session')),
    minutes: whole(10, 3000),
    place: maybe(text(120)),
    lon: maybe(lon()),
    lat: maybe(lat()),
    present: list(attendee(), 200),
    /** Neighbours who stood by without a name: indirect, never counted with the others (domain 1.4 rule 5). */
    unnamed: whole(0, 500),
    plan: maybe(ref('plan')),
    startsAt: maybe(clock()),
    /** Who was expected when the sheet was opened. Plain ids: the sheet does not wait for somebody else's registration. */
    expected: maybe(list(id(), 500)),
    /** Why no photo is among the files, and why it was held far from where it was planned. */
    noPhoto: maybe(text(200)),
    farWhy: maybe(text(200)),
    /** A replica: what she worked with, and how many neighbours she advised apart from the session. */
    materials: maybe(list(oneOf(materials), 6)),
    advised: maybe(whole(0, 200)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'zone',
  makes: 'session',
  happened: true,
});

/** Somebody who came and is not registered: her name, to be matched with a person later. She counts from then on. */
export const WalkedIn = fact({
  kind: 'training.walkedIn',
  body: z.strictObject({
    session: ref('session'),
    names: personal(text(120)),
    sex: oneOf(sexes),
    community: maybe(text(80)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'session',
  makes: 'walkIn',
  about: 'id',
  happened: true,
});

/** Who the walk-in is. She was there from the day of the session, and is counted once however often she is named. */
export const WalkInMatched = fact({
  kind: 'training.walkInMatched',
  body: z.strictObject({ walkIn: ref('walkIn'), person: ref('person'), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician'],
  within: 'walkIn',
  happened: false,
});

/** Somebody found on the paper sheet later, or brought in from a spreadsheet. */
export const AttendanceRecorded = fact({
  kind: 'training.attendanceRecorded',
  body: z.strictObject({
    session: ref('session'),
    person: ref('person'),
    evidence: oneOf(attendanceEvidence),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'session',
  happened: true,
});

/** A lead farmer, trained, who commits to replicate with her neighbours. */
export const PromoterCommitted = fact({
  kind: 'training.promoterCommitted',
  body: z.strictObject({ person: ref('person'), trainedIn: ref('session'), neighbours: whole(0, 200), on: day() }),
  by: ['administrator', 'programme-manager', 'technician'],
  within: 'person',
  makes: 'promoter',
  happened: true,
});

export const PromoterLeft = fact({
  kind: 'training.promoterLeft',
  body: z.strictObject({ promoter: ref('promoter'), reason: text(300), on: day() }),
  by: ['administrator', 'programme-manager', 'technician'],
  within: 'promoter',
  happened: true,
});

export const trainingFacts = [
  ModuleDefined,
  SessionPlanned,
  SessionMissed,
  SessionHeld,
  WalkedIn,
  WalkInMatched,
  AttendanceRecorded,
  PromoterCommitted,
  PromoterLeft,
];
