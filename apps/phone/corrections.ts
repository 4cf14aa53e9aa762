import type { KeptFact, Store } from '#kernel/phone/keeping.ts';
import type { BodyOf, Fact } from '#kernel/pure/fact.ts';
import { ConsentChanged, ProducerCorrected, ProducerRegistered } from '#programme/people/facts.ts';
import { correctionAgain, correctionKey } from '#programme/people/phone/correcting.ts';
import { refilled } from '#programme/people/phone/registering.ts';

/** The form in which a record is said anew: where it is, and the draft that it opens with. */
interface Form {
  readonly href: string;
  readonly draft?: readonly [key: string, value: object];
}

/**
 * How a record of this kind is corrected. `counts` says whether it took effect: then the new fact carries `corrects`;
 * otherwise it is a new one, and the old one leaves the tray when the new one is saved (`replaces` in the draft).
 */
export type Correction = (kept: KeptFact, counts: boolean, newId: () => string) => Form;

const bodyOf = <K>(kept: KeptFact) => (kept.fact as Fact<BodyOf<K>>).body;

/** By kind of fact. A kind without a line is only marked as dealt with. */
export const corrections: Readonly<Record<string, Correction>> = {
  // Who is registered keeps her record and her card; what was wrong in it is corrected.
  [ProducerRegistered.kind]: (kept, counts, newId) =>
    counts
      ? { href: `/people/${kept.id}/correct` }
      : {
          href: '/people/new',
          draft: [
            'people.register',
            { ...refilled(bodyOf<typeof ProducerRegistered>(kept), newId()), replaces: kept.id },
          ],
        },
  [ProducerCorrected.kind]: (kept, counts) => {
    const body = bodyOf<typeof ProducerCorrected>(kept);
    const draft = { ...correctionAgain(body), ...(counts ? {} : { replaces: kept.id }) };
    return { href: `/people/${body.person}/correct`, draft: [correctionKey(body.person), draft] };
  },
  [ConsentChanged.kind]: (kept) => ({ href: `/people/${bodyOf<typeof ConsentChanged>(kept).person}` }),
};

/** Opens the form with what was said; answers where it is. */
export async function openCorrection(
  correction: Correction,
  of: { readonly kept: KeptFact; readonly counts: boolean; readonly store: Store; readonly newId: () => string },
): Promise<string> {
  const { href, draft } = correction(of.kept, of.counts, of.newId);
  if (draft) await of.store.saveDraft(draft[0], draft[1]);
  return href;
}
