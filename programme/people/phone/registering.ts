import type { Recorded } from '#kernel/phone/phone.ts';
import { filled } from '#kernel/phone/refusalsAt.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { HouseholdRegistered, ProducerRegistered } from '#programme/people/facts.ts';
import { checkDocument, type DocumentCheck } from '#programme/people/identity.ts';

/** The registration form as it is filled in: texts, until they are read as a fact. */
export interface Registering {
  readonly step: number;
  readonly givenNames: string;
  readonly familyNames: string;
  readonly documentType: 'DNI' | 'CE' | 'none';
  readonly documentNumber: string;
  readonly sex: string;
  readonly birthYear: string;
  readonly phone: string;
  readonly members: number;
  readonly head: boolean;
  readonly programme: boolean;
  readonly buyers: boolean;
  readonly photos: boolean;
  readonly evidence: string;
  readonly zone: string;
  readonly district: string;
  readonly community: string;
  /** Somebody alike was looked at and is another person. */
  readonly other: boolean;
}

export const emptyRegistering: Registering = {
  step: 0,
  givenNames: '',
  familyNames: '',
  documentType: 'DNI',
  documentNumber: '',
  sex: '',
  birthYear: '',
  phone: '',
  members: 0,
  head: true,
  programme: false,
  buyers: false,
  photos: false,
  evidence: 'signature',
  zone: '',
  district: '',
  community: '',
  other: false,
};

/** Which fields each of the three screens asks for. */
export const fieldsOfStep: readonly (readonly string[])[] = [
  ['givenNames', 'familyNames', 'document', 'sex', 'birthYear', 'phone'],
  ['consents'],
  ['zone', 'district', 'community'],
];

/** The registration's body, as far as it is filled in. */
export function producerBody(form: Registering, on: string, household?: string): unknown {
  const { evidence } = form;
  const year = form.birthYear.trim();
  const number = form.documentNumber.trim();
  const document = form.documentType === 'none' || number === '' ? '' : { type: form.documentType, number };
  return {
    ...filled({
      givenNames: form.givenNames,
      familyNames: form.familyNames,
      document,
      phone: form.phone,
      birthYear: year === '' ? '' : /^\d+$/.test(year) ? Number(year) : year,
      sex: form.sex,
      zone: form.zone,
      district: form.district,
      community: form.community,
      household: household ?? '',
    }),
    headOfHousehold: form.head,
    consents: (['programme', 'buyers', 'photos'] as const).map((purpose) => ({
      purpose,
      given: form[purpose],
      evidence,
    })),
    on,
  };
}

/** What is written down: the household first when it is known, and the producer, both or none. */
export function registration(form: Registering, on: string, newId: () => string): Recorded[] {
  if (form.members === 0) return [{ kind: ProducerRegistered, body: producerBody(form, on) }];
  const household = newId();
  return [
    { kind: HouseholdRegistered, body: { zone: form.zone, members: form.members, on }, extras: { id: household } },
    { kind: ProducerRegistered, body: producerBody(form, on, household) },
  ];
}

/** A registration that came back, as a form again: nobody types twice what the phone still has. */
export function refilled(body: BodyOf<typeof ProducerRegistered>): Registering {
  const given = (purpose: string) => body.consents.some((c) => c.purpose === purpose && c.given);
  const type = body.document?.type;
  return {
    ...emptyRegistering,
    givenNames: body.givenNames,
    familyNames: body.familyNames,
    documentType: type === 'DNI' || type === 'CE' ? type : 'none',
    documentNumber: body.document?.number ?? '',
    sex: body.sex,
    birthYear: body.birthYear === undefined ? '' : String(body.birthYear),
    phone: body.phone ?? '',
    head: body.headOfHousehold ?? false,
    programme: given('programme'),
    buyers: given('buyers'),
    photos: given('photos'),
    evidence: body.consents[0]?.evidence ?? 'signature',
    zone: body.zone,
    district: body.district,
    community: body.community ?? '',
    other: true,
  };
}

/** What the document says for itself while it is typed; null as long as there is too little to say. */
export function documentSays(form: Registering): DocumentCheck | null {
  const length = form.documentNumber.replace(/\D/g, '').length;
  if (form.documentType === 'none' || length < 5) return null;
  return checkDocument(form.documentType === 'DNI' ? 'dni' : 'ce', form.documentNumber);
}
