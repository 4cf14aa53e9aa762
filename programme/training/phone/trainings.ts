import type { PhotoRef } from '#kernel/phone/fileShelf.ts';
import { type Mending, photosOf } from '#kernel/phone/mending.ts';
import type { Recorded } from '#kernel/phone/phone.ts';
import { filled } from '#kernel/phone/refusalsAt.ts';
import type { BodyOf, FileRef } from '#kernel/pure/fact.ts';
import {
  type audiences,
  type materials,
  type missedReasons,
  SessionHeld,
  WalkedIn,
} from '#programme/training/facts.ts';
import { farFromPlanM, metresApart } from '#programme/training/rules.ts';
import type { PlanDoc } from './sheets.ts';

type Audience = (typeof audiences)[number];

/** Somebody without a record, as she says her name. */
export interface WalkIn {
  readonly id: string;
  readonly names: string;
  readonly sex: 'F' | 'M' | 'unknown';
  readonly community: string;
}

/** The attendance sheet while it is filled in. */
export interface Holding extends Mending {
  readonly step: number;
  /** The planned session; `none` when it was not planned, empty as long as nothing was chosen. */
  readonly plan: string;
  readonly module: string;
  readonly on: string;
  readonly zone: string;
  readonly place: string;
  readonly startsAt: number | null;
  readonly minutes: number;
  readonly audience: Audience;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly metres: number | null;
  readonly farWhy: string;
  /** A promoter's own: what she repeats and works with, and whom she advised apart. */
  readonly replicates: string;
  readonly materials: readonly (typeof materials)[number][];
  readonly advised: number;
  readonly present: readonly string[];
  /** Of them, those whose card was read. */
  readonly scanned: readonly string[];
  readonly walkIns: readonly WalkIn[];
  readonly photos: readonly PhotoRef[];
  readonly noPhoto: string;
  readonly missed: (typeof missedReasons)[number] | '';
  readonly missedNote: string;
}

export const emptyHolding: Holding = {
  step: 0,
  plan: '',
  module: '',
  on: '',
  zone: '',
  place: '',
  startsAt: null,
  minutes: 0,
  audience: 'producers',
  lon: null,
  lat: null,
  metres: null,
  farWhy: '',
  replicates: '',
  materials: [],
  advised: 0,
  present: [],
  scanned: [],
  walkIns: [],
  photos: [],
  noPhoto: '',
  missed: '',
  missedNote: '',
  mends: undefined,
};

/** One sheet holds this many people (SessionHeld.present). */
export const sheetHolds = 200;

/** Metres from the planned place, when they are so many that it is asked why. */
export function farBy(form: Holding, plan: PlanDoc | undefined): number | null {
  const metres = plan ? metresApart(plan, form) : null;
  return metres !== null && metres > farFromPlanM ? metres : null;
}

export interface Teacher {
  readonly staff: string;
  /** Her own record as a promoter, when that is what she is. */
  readonly promoter: string | null;
}

export function sessionBody(form: Holding, by: Teacher, expected: readonly string[]): unknown {
  const { module, on, zone, place, minutes, audience, lon, lat, startsAt, farWhy, noPhoto, replicates } = form;
  const scanned = new Set(form.scanned);
  const reasons = { farWhy: farWhy.trim(), noPhoto: form.photos.length > 0 ? '' : noPhoto.trim() };
  return {
    ...filled({ module, on, zone, place: place.trim(), lon, lat, startsAt, ...reasons }),
    ...filled({ plan: form.plan === 'none' ? '' : form.plan }),
    ...(by.promoter === null
      ? {}
      : { promoter: by.promoter, ...filled({ replicates }), materials: form.materials, advised: form.advised }),
    audience,
    trainer: by.staff,
    minutes,
    unnamed: 0,
    expected: expected.slice(0, 500),
    present: form.present.map((person) => ({ person, evidence: scanned.has(person) ? 'qr' : 'signature' })),
  };
}

/** The sheet and whoever walked in: all of them are saved or none. */
export function sheetFacts(form: Holding, id: string, body: unknown, files: Recorded['extras']): Recorded[] {
  return [
    { kind: SessionHeld, body, extras: { ...files, id } },
    ...form.walkIns.map(({ names, sex, community }) => ({
      kind: WalkedIn,
      body: { session: id, names: names.trim(), sex, ...filled({ community: community.trim() }), on: form.on },
    })),
  ];
}

/** A sheet that came back, as a form again, with those who walked in and came back with it. */
export function sheetAgain(
  body: BodyOf<typeof SessionHeld>,
  walkedIn: readonly (BodyOf<typeof WalkedIn> & { readonly id: string })[],
  files: readonly FileRef[],
): Holding {
  const { plan, place, startsAt, lon, lat, farWhy, noPhoto, replicates, materials: used, advised, present } = body;
  return {
    ...emptyHolding,
    ...{ module: body.module, on: body.on, zone: body.zone, minutes: body.minutes, audience: body.audience },
    ...{ plan: plan ?? 'none', place: place ?? '', startsAt: startsAt ?? null, lon: lon ?? null, lat: lat ?? null },
    ...{ farWhy: farWhy ?? '', noPhoto: noPhoto ?? '', replicates: replicates ?? '' },
    ...{ materials: used ?? [], advised: advised ?? 0, photos: photosOf(files) },
    present: present.map((line) => line.person),
    scanned: present.flatMap((line) => (line.evidence === 'qr' ? [line.person] : [])),
    walkIns: walkedIn.map(({ id, names, sex, community }) => ({
      ...{ id, names: names ?? '', sex: sex ?? 'unknown', community: community ?? '' },
    })),
  };
}

/** What a chosen plan says of the sheet. */
export function fromPlan(plan: PlanDoc): Partial<Holding> {
  return {
    plan: plan.id,
    module: plan.module,
    zone: plan.zone,
    place: plan.place ?? '',
    startsAt: plan.startsAt,
    minutes: plan.minutes,
    audience: plan.audience,
    replicates: plan.replicates ?? '',
  };
}

export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Minutes since midnight of what a time field gives; null when it is empty. */
export function clockOf(text: string): number | null {
  const [hours, minutes] = text.split(':').map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes) ? null : hours * 60 + minutes;
}
