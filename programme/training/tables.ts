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
  document: { kind: 'training.session', scope: (row) => row.zone },
});

export const attendanceTable = table<AttendanceRow>()({ name: 'training_attendance', key: ['session', 'person'] });

export const promoterTable = table<PromoterRow>()({
  name: 'training_promoter',
  key: ['id'],
  document: { kind: 'training.promoter', scope: (row) => row.zone },
});

export const trainingTables = [moduleTable, sessionTable, attendanceTable, promoterTable];

/** A person on a day, as one value that an index can find. */
export function seenOn(person: string, day: string): string {
  return `${person}|${day}`;
}
