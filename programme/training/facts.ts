import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, lat, list, lon, maybe, oneOf, ref, text, whole } from '#kernel/pure/fields.ts';

export const audiences = ['producers', 'promoters'] as const;
export const attendanceEvidence = ['signature', 'qr', 'photo', 'named'] as const;

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
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'zone',
  makes: 'session',
  happened: true,
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

export const trainingFacts = [ModuleDefined, SessionHeld, AttendanceRecorded, PromoterCommitted, PromoterLeft];
