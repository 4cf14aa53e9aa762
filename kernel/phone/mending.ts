import type { FileRef } from '#kernel/pure/fact.ts';
import type { Extras } from '#kernel/pure/maker.ts';
import type { PhotoRef } from './fileShelf.ts';
import type { KeptFact } from './keeping.ts';

/** What a form says anew: it stands in the form's draft, so that whatever kills the page, the correction stays one. */
export interface Mends {
  /** First the record itself, then those that were saved together with it. */
  readonly facts: readonly string[];
  /** It took effect: the new record corrects it. What never took effect is left, and the new record is one like any other. */
  readonly counts: boolean;
  /** The day of which it speaks. */
  readonly on: string;
}

/** A form in which a record may be said anew. */
export interface Mending {
  readonly mends?: Mends | undefined;
}

export function mends(kept: KeptFact, counts: boolean, others: readonly KeptFact[] = []): Mends {
  const { on } = kept.fact.body as { readonly on: string };
  return { facts: [kept.id, ...others.map(({ id }) => id)], counts, on };
}

/** The new record's word about the old one. */
export function correcting({ mends: of }: Mending): Pick<Extras, 'corrects'> {
  const [corrects] = of?.counts ? of.facts : [];
  return corrects === undefined ? {} : { corrects };
}

/** What leaves the tray in the write that saves the new record. */
export const replacedBy = ({ mends: of }: Mending): readonly string[] => of?.facts ?? [];

/** The day of the record: today, or the day of what is said anew. */
export const dayOf = ({ mends: of }: Mending, today: string): string => of?.on ?? today;

/** Photos of a record as its form has them. */
export function photosOf(files: readonly FileRef[]): PhotoRef[] {
  return files.map((file) => ({ ...file, width: file.width ?? 0, height: file.height ?? 0, at: file.at ?? '' }));
}
