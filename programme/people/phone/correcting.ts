import { filled } from '#kernel/phone/refusalsAt.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { fold } from '#kernel/pure/fold.ts';
import type { ProducerCorrected } from '#programme/people/facts.ts';
import { documentOf } from './matching.ts';
import type { Found, PersonDoc } from './people.ts';
import type { Registering } from './registering.ts';

/** What may be said anew of somebody who is registered, as texts, until it is read as a fact. */
export type Correcting = Pick<
  Registering,
  | 'givenNames'
  | 'familyNames'
  | 'documentType'
  | 'documentNumber'
  | 'birthYear'
  | 'phone'
  | 'community'
  | 'district'
  | 'replaces'
>;

/** Its draft; one for each person, so that two half-done corrections do not meet. */
export const correctionKey = (person: string): string => `people.correct.${person}`;

export function correctionOf(body: PersonDoc): Correcting {
  return {
    givenNames: body.givenNames ?? '',
    familyNames: body.familyNames ?? '',
    documentType: body.documentType === 'CE' ? 'CE' : 'DNI',
    documentNumber: body.documentNumber ?? '',
    birthYear: body.birthYear === null ? '' : String(body.birthYear),
    phone: body.phone ?? '',
    community: body.community ?? '',
    district: body.district,
    replaces: '',
  };
}

/** What the registration that was begun knows and her record does not; null when it adds nothing. */
export function correctionFrom(form: Registering, { body }: Found): Partial<Correcting> | null {
  const patch = filled({
    phone: body.phone === null ? form.phone.trim() : '',
    birthYear: body.birthYear === null ? form.birthYear : '',
    community: body.community === null ? form.community.trim() : '',
    documentNumber: body.documentNumber === null ? (documentOf(form) ?? '') : '',
  });
  return Object.keys(patch).length > 0 ? patch : null;
}

/** The body of the correction: only what was changed; null when nothing was. */
export function correctedBody(before: PersonDoc, after: Correcting, on: string): Record<string, unknown> | null {
  const was = correctionOf(before);
  const plain = ['givenNames', 'familyNames', 'phone', 'community', 'district'] as const;
  const said: Record<string, unknown> = {};
  for (const name of plain) if (after[name].trim() !== was[name] && after[name].trim() !== '') said[name] = after[name];
  const year = after.birthYear.trim();
  if (year !== was.birthYear && year !== '') said['birthYear'] = /^\d+$/.test(year) ? Number(year) : year;
  const number = after.documentNumber.trim();
  const anew = number !== '' && after.documentType !== 'none';
  if (anew && (fold(number) !== fold(was.documentNumber) || after.documentType !== was.documentType))
    said['document'] = { type: after.documentType, number };
  return Object.keys(said).length === 0 ? null : { person: before.id, ...said, on };
}

/** A correction that came back or was wrong itself, as a form again. */
export function correctionAgain(body: BodyOf<typeof ProducerCorrected>): Partial<Correcting> {
  const { givenNames = '', familyNames = '', phone = '', community = '', district = '', birthYear, document } = body;
  return filled({
    givenNames,
    familyNames,
    phone,
    community,
    district,
    birthYear: birthYear === undefined ? '' : String(birthYear),
    documentNumber: document?.number ?? '',
    documentType: document?.type === 'CE' ? ('CE' as const) : ('DNI' as const),
  });
}
