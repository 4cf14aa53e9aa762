import type { FactKind } from '#kernel/pure/fact.ts';
import type { ImportSpec } from '#kernel/server/importing.ts';
import type { Reader } from '#kernel/server/question.ts';
import { ProducerRegistered } from './people/facts.ts';
import { peopleImport } from './people/imports.ts';
import { BoundaryMapped, PlotRegistered } from './plots/facts.ts';
import { plotsImport } from './plots/imports.ts';
import { CocoaBought } from './purchasing/facts.ts';
import { purchasesImport } from './purchasing/imports.ts';
import { AttendanceRecorded, SessionHeld } from './training/facts.ts';
import { attendanceImport } from './training/imports.ts';

/** One kind of spreadsheet that comes in. */
export interface Importer {
  readonly as: string;
  /** What its rows record: who may record all of these may import it. */
  readonly kinds: readonly FactKind[];
  /** Made for one run: it looks its people and places up once. `on` is the day where a row says none. */
  spec(db: Reader, programme: string, on: string): ImportSpec;
}

/** Every file that can be brought in, upstream first. */
export const importers: readonly Importer[] = [
  { as: 'people', kinds: [ProducerRegistered], spec: peopleImport },
  { as: 'plots', kinds: [PlotRegistered, BoundaryMapped], spec: plotsImport },
  { as: 'attendance', kinds: [SessionHeld, AttendanceRecorded], spec: attendanceImport },
  { as: 'purchases', kinds: [CocoaBought], spec: purchasesImport },
];
