import type { Overlay } from '#kernel/phone/overlay.ts';
import { filled } from '#kernel/phone/refusalsAt.ts';
import type { BodyOf, Fact } from '#kernel/pure/fact.ts';
import { SessionHeld } from '#programme/training/facts.ts';

/** A session and a module as the server's documents have them (training/documents.ts). */
export interface SessionDoc {
  readonly id: string;
  readonly zone: string;
  readonly module: string;
  readonly place: string | null;
  readonly present: readonly string[];
  readonly unnamed: number;
  readonly minutes: number;
  readonly on: string;
  readonly void: boolean;
}
export interface ModuleDoc {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly minutes: number;
  readonly void: boolean;
}

/** What the phone shows of a session while the server's document is on its way. */
export const sessionOverlays: readonly Overlay[] = [
  {
    fact: SessionHeld.kind,
    of: (fact) => fact.id,
    lay: (body, fact) => {
      const { present, place, ...held } = (fact as Fact<BodyOf<typeof SessionHeld>>).body;
      const people = [...new Set(present.map((line) => line.person))];
      return body ?? { id: fact.id, ...held, place: place ?? null, present: people, void: false };
    },
  },
];

/** The attendance sheet while it is filled in. */
export interface Holding {
  readonly step: number;
  readonly module: string;
  readonly on: string;
  readonly zone: string;
  readonly place: string;
  readonly minutes: number;
  readonly audience: 'producers' | 'promoters';
  readonly lon: number | null;
  readonly lat: number | null;
  readonly metres: number | null;
  readonly present: readonly string[];
  readonly unnamed: number;
}

export const emptyHolding: Holding = {
  step: 0,
  module: '',
  on: '',
  zone: '',
  place: '',
  minutes: 0,
  audience: 'producers',
  lon: null,
  lat: null,
  metres: null,
  present: [],
  unnamed: 0,
};

/** One sheet holds this many people (SessionHeld.present). */
export const sheetHolds = 200;

export function sessionBody(form: Holding, trainer: string): unknown {
  const { module, on, zone, place, minutes, audience, unnamed, lon, lat } = form;
  return {
    ...filled({ module, on, zone, place, lon, lat }),
    audience,
    trainer,
    minutes,
    unnamed,
    present: form.present.map((person) => ({ person, evidence: 'signature' })),
  };
}
