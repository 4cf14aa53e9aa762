import { table } from '#kernel/ledger/table.ts';

export interface ModuleRow {
  programme: string;
  id: string;
  code: string;
  title: string;
  title_en: string;
  edition: number;
  minutes: number;
  on_day: string;
  void: boolean;
}

export interface PlanRow {
  programme: string;
  id: string;
  zone: string;
  module: string;
  audience: string;
  trainer: string;
  promoter: string | null;
  /** The promoter as a person. */
  held_by: string | null;
  replicates: string | null;
  communities: readonly string[];
  invited: readonly string[];
  place: string | null;
  lon: number | null;
  lat: number | null;
  /** Minutes since midnight. */
  starts_at: number | null;
  minutes: number;
  on_day: string;
  state: 'planned' | 'held' | 'missed';
  session: string | null;
  reason: string | null;
  void: boolean;
}

export interface WalkInRow {
  programme: string;
  id: string;
  session: string;
  zone: string;
  /** Null once the person was erased. */
  names: string | null;
  sex: string;
  community: string | null;
  person: string | null;
  /** The fact that recognised her. */
  matched_by: string | null;
  on_day: string;
  void: boolean;
}

export interface SessionRow {
  programme: string;
  id: string;
  zone: string;
  module: string;
  audience: string;
  trainer: string;
  /** The promoter who held it; null when a technician did. */
  promoter: string | null;
  replicates: string | null;
  minutes: number;
  place: string | null;
  lon: number | null;
  lat: number | null;
  named: number;
  unnamed: number;
  plan: string | null;
  starts_at: number | null;
  /** The promoter as a person: the sheet is on her phone too. */
  held_by: string | null;
  /** How many were expected; null when nobody said. */
  expected: number | null;
  walk_ins: number;
  photos: number;
  advised: number;
  on_day: string;
  void: boolean;
}

export interface AttendanceRow {
  programme: string;
  session: string;
  person: string;
  zone: string;
  audience: string;
  /** Taught by a promoter. */
  replica: boolean;
  evidence: string;
  /** `<person>|<day>`, see `seenOn`. */
  seen: string;
  /** The session's sheet, or the later fact that added this person. */
  fact: string;
  on_day: string;
  void: boolean;
}

export interface PromoterRow {
  programme: string;
  id: string;
  person: string;
  zone: string;
  trained_in: string;
  neighbours: number;
  on_day: string;
  left_on: string | null;
  void: boolean;
}

export const moduleTable = table<ModuleRow>()({
  name: 'training_module',
  key: ['id'],
  resident: true,
  document: { kind: 'training.module', scope: () => null },
});

export const sessionTable = table<SessionRow>()({
  name: 'training_session',
  key: ['id'],
  document: [
    { kind: 'training.session', scope: (row) => row.zone },
    { kind: 'training.session', scope: (row) => row.held_by ?? undefined },
    // What promoters may repeat, without who was there.
    { kind: 'training.source', scope: (row) => (row.promoter === null ? row.zone : undefined) },
  ],
});

export const planTable = table<PlanRow>()({
  name: 'training_plan',
  key: ['id'],
  document: [
    { kind: 'training.plan', scope: (row) => row.zone },
    { kind: 'training.plan', scope: (row) => row.held_by ?? undefined },
  ],
});

export const walkInTable = table<WalkInRow>()({ name: 'training_walk_in', key: ['id'] });

export const attendanceTable = table<AttendanceRow>()({ name: 'training_attendance', key: ['session', 'person'] });

export const promoterTable = table<PromoterRow>()({
  name: 'training_promoter',
  key: ['id'],
  document: [
    { kind: 'training.promoter', scope: (row) => row.zone },
    { kind: 'training.promoter', scope: (row) => row.person },
  ],
});

export const trainingTables = [moduleTable, planTable, sessionTable, walkInTable, attendanceTable, promoterTable];

/** A person on a day, as one value that an index can find. */
export function seenOn(person: string, day: string): string {
  return `${person}|${day}`;
}
