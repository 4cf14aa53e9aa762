import { type PhotoRef, refsOf } from '#kernel/phone/fileShelf.ts';
import type { Recorded } from '#kernel/phone/phone.ts';
import { filled } from '#kernel/phone/refusalsAt.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type differences, HouseholdRegistered, ProducerRegistered } from '#programme/people/facts.ts';
import { checkDocument, type DocumentCheck } from '#programme/people/identity.ts';

/** The registration form as it is filled in: texts, until they are read as a fact. */
export interface Registering {
  readonly step: number;
  /** Her id, and so the code of her card, from the first screen on. */
  readonly person: string;
  readonly givenNames: string;
  readonly familyNames: string;
  readonly documentType: 'DNI' | 'CE' | 'none';
  readonly documentNumber: string;
  readonly sex: string;
  readonly birthYear: string;
  readonly phone: string;
  readonly members: number;
  /** The household that is registered already, with her husband or mother. */
  readonly household: string;
  readonly head: boolean;
  readonly programme: boolean;
  readonly buyers: boolean;
  readonly photos: boolean;
  readonly evidence: string;
  readonly zone: string;
  readonly district: string;
  readonly community: string;
  /** The promoter among whose neighbours she is, by her own record. */
  readonly promoter: string;
  readonly language: string;
  readonly pictures: readonly PhotoRef[];
  /** People alike who were looked at and are others, and why. */
  readonly others: readonly { readonly person: string; readonly because: (typeof differences)[number] }[];
  /** A registration that came back: it leaves the tray when this one is saved. */
  readonly replaces: string;
}

/** What the next registration of a day has in common with the last one. */
export type Prefill = Pick<Registering, 'zone' | 'district' | 'community' | 'promoter' | 'language'>;

export const emptyRegistering: Registering = {
  step: 0,
  person: '',
  givenNames: '',
  familyNames: '',
  documentType: 'DNI',
  documentNumber: '',
  sex: '',
  birthYear: '',
  phone: '',
  members: 0,
  household: '',
  head: true,
  programme: false,
  buyers: false,
  photos: false,
  evidence: 'signature',
  zone: '',
  district: '',
  community: '',
  promoter: '',
  language: 'spanish',
  pictures: [],
  others: [],
  replaces: '',
};

/** Which fields each of the three screens asks for. */
export const fieldsOfStep: readonly (readonly string[])[] = [
  ['givenNames', 'familyNames', 'document', 'sex', 'birthYear', 'phone'],
  ['consents'],
  ['zone', 'district', 'community', 'promoter', 'language'],
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
      household: household ?? form.household,
      promoter: form.promoter,
      language: form.language,
    }),
    ...(form.others.length > 0 ? { otherThan: form.others } : {}),
    headOfHousehold: form.head,
    consents: (['programme', 'buyers', 'photos'] as const).map((purpose) => ({
      purpose,
      given: form[purpose],
      evidence,
    })),
    on,
  };
}

/** What is written down: a new household first when it is known, and the producer, both or none. */
export function registration(form: Registering, on: string, person: string, newId: () => string): Recorded[] {
  const extras = { id: person, files: refsOf(form.pictures) };
  if (form.members === 0 || form.household !== '')
    return [{ kind: ProducerRegistered, body: producerBody(form, on), extras }];
  const household = newId();
  return [
    { kind: HouseholdRegistered, body: { zone: form.zone, members: form.members, on }, extras: { id: household } },
    { kind: ProducerRegistered, body: producerBody(form, on, household), extras },
  ];
}

/** A registration that came back, as a form again: nobody types twice what the phone still has. */
export function refilled(body: BodyOf<typeof ProducerRegistered>, person: string): Registering {
  const given = (purpose: string) => body.consents.some((c) => c.purpose === purpose && c.given);
  const type = body.document?.type;
  return {
    ...emptyRegistering,
    person,
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
    household: body.household ?? '',
    promoter: body.promoter ?? '',
    language: body.language ?? 'spanish',
    others: body.otherThan ?? [],
  };
}

/** What the document says for itself while it is typed; null as long as there is too little to say. */
export function documentSays(form: Pick<Registering, 'documentType' | 'documentNumber'>): DocumentCheck | null {
  const length = form.documentNumber.replace(/\D/g, '').length;
  if (form.documentType === 'none' || length < 5) return null;
  return checkDocument(form.documentType === 'DNI' ? 'dni' : 'ce', form.documentNumber);
}
