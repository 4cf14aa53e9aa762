import type { Overlay, Shown } from '#kernel/phone/overlay.ts';
import type { BodyOf, Fact } from '#kernel/pure/fact.ts';
import {
  type audiences,
  SessionHeld,
  SessionMissed,
  SessionPlanned,
  type WalkedIn,
} from '#programme/training/facts.ts';

/** A session, a module and a plan as the server's documents have them (training/documents.ts). */
export interface SessionDoc {
  readonly id: string;
  readonly zone: string;
  readonly module: string;
  readonly place: string | null;
  readonly promoter: string | null;
  readonly replicates: string | null;
  readonly present: readonly string[];
  readonly walkIns: number;
  readonly advised: number;
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
export interface PlanDoc {
  readonly id: string;
  readonly zone: string;
  readonly module: string;
  readonly audience: (typeof audiences)[number];
  readonly trainer: string;
  readonly promoter: string | null;
  readonly replicates: string | null;
  readonly communities: readonly string[];
  readonly invited: readonly string[];
  readonly place: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly startsAt: number | null;
  readonly minutes: number;
  readonly on: string;
  readonly state: 'planned' | 'held' | 'missed';
  readonly void: boolean;
}
/** A session of a technician, as far as a promoter may know of it. */
export interface SourceDoc {
  readonly id: string;
  readonly module: string;
  readonly audience: string;
  readonly place: string | null;
  readonly on: string;
  readonly void: boolean;
}
export interface PromoterDoc {
  readonly id: string;
  readonly person: string;
  readonly zone: string;
  readonly neighbours: number;
  readonly leftOn: string | null;
  readonly void: boolean;
}
export interface ZoneDoc {
  readonly id: string;
  readonly name: string;
}
/** Of a producer, what a sheet needs (people/documents.ts). */
export interface Neighbour {
  readonly givenNames: string | null;
  readonly familyNames: string | null;
  readonly documentNumber: string | null;
  readonly community: string | null;
  readonly zone: string;
  readonly sex: string;
  readonly birthYear: number | null;
  readonly sameAs: string | null;
  readonly erased: boolean;
}

type Body<K> = Fact<BodyOf<K>>;

/** What the phone shows of a session while the server's document is on its way. */
export const sessionOverlays: readonly Overlay[] = [
  {
    fact: SessionHeld.kind,
    of: (fact) => fact.id,
    lay: (body, fact) => {
      const { present, place, promoter, replicates, advised, ...held } = (fact as Body<typeof SessionHeld>).body;
      const people = [...new Set(present.map((line) => line.person))];
      const maybe = { place: place ?? null, promoter: promoter ?? null, replicates: replicates ?? null };
      return (
        body ?? { id: fact.id, ...held, ...maybe, advised: advised ?? 0, present: people, walkIns: 0, void: false }
      );
    },
  },
  {
    fact: 'training.walkedIn',
    of: (fact) => (fact as Body<typeof WalkedIn>).body.session,
    lay: (body) => (body ? { ...(body as SessionDoc), walkIns: ((body as SessionDoc).walkIns ?? 0) + 1 } : null),
  },
];

/** A plan is held or missed as soon as this phone says so. */
export const planOverlays: readonly Overlay[] = [
  {
    fact: SessionPlanned.kind,
    of: (fact) => fact.id,
    lay: (body, fact) => {
      const { communities, invited, place, lon, lat, startsAt, promoter, replicates, ...plan } = (
        fact as Body<typeof SessionPlanned>
      ).body;
      return (
        body ?? {
          ...{ id: fact.id, ...plan, communities: communities ?? [], invited: invited ?? [], place: place ?? null },
          ...{ lon: lon ?? null, lat: lat ?? null, startsAt: startsAt ?? null, promoter: promoter ?? null },
          ...{ replicates: replicates ?? null, state: 'planned', void: false },
        }
      );
    },
  },
  {
    fact: SessionHeld.kind,
    of: (fact) => (fact as Body<typeof SessionHeld>).body.plan ?? '',
    lay: (body) => (body ? { ...(body as PlanDoc), state: 'held' } : null),
  },
  {
    fact: SessionMissed.kind,
    of: (fact) => (fact as Body<typeof SessionMissed>).body.plan,
    lay: (body) => (body ? { ...(body as PlanDoc), state: 'missed' } : null),
  },
];

/** A producer registered here and not yet sent can be present: the session then waits for her at the server. */
export const registeredHere: readonly Overlay[] = [
  {
    fact: 'people.producerRegistered',
    of: (fact) => fact.id,
    lay: (body, fact) =>
      body ?? {
        ...{ sameAs: null, erased: false, documentNumber: null, community: null, birthYear: null },
        ...(fact.body as object),
      },
  },
];

export interface Known {
  readonly id: string;
  readonly name: string;
  readonly community: string | null;
  readonly zone: string;
  readonly sex: string;
  readonly birthYear: number | null;
  readonly document: string;
}

/** Whoever can be on a sheet, by name. */
export function knownPeople(people: readonly Shown<Neighbour>[]): Known[] {
  return people
    .filter(({ body }) => body.sameAs === null && !body.erased)
    .map(({ id, body }) => ({
      id,
      name: `${body.givenNames ?? ''} ${body.familyNames ?? ''}`.trim(),
      ...{ community: body.community, zone: body.zone, sex: body.sex, birthYear: body.birthYear },
      document: body.documentNumber ?? '',
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'es'));
}
