import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, id, list, maybe, oneOf, personal, ref, text, whole } from '#kernel/pure/fields.ts';
import { passbookFacts } from '#programme/people/passbookFacts.ts';

export const sexes = ['F', 'M', 'unknown'] as const;
export const documentTypes = ['DNI', 'CE', 'RUC', 'none'] as const;
/** What a person may agree to, each by itself (Law 29733: consent per purpose). */
export const purposes = ['programme', 'buyers', 'photos'] as const;
/** The language that she is best spoken to in: Spanish and those of the Selva Central and its settlers. */
export const tongues = ['spanish', 'ashaninka', 'nomatsigenga', 'quechua', 'other'] as const;
/** Why somebody alike on the list is another person, as seen by whoever stood before her. */
export const differences = ['relative', 'namesake', 'documents-seen'] as const;
export const consentEvidence = ['signature', 'thumbprint', 'voice', 'paper'] as const;
/** Or she changed it herself, in her passbook: her card and her PIN. */
export const changedBy = [...consentEvidence, 'passbook'] as const;

const consent = () =>
  z.strictObject({ purpose: oneOf(purposes), given: z.boolean(), evidence: oneOf(consentEvidence) });

const documentField = () => z.strictObject({ type: oneOf(documentTypes), number: text(20) });

export const HouseholdRegistered = fact({
  kind: 'people.householdRegistered',
  body: z.strictObject({ zone: ref('zone'), members: whole(1, 40), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'zone',
  makes: 'household',
  happened: true,
});

export const ProducerRegistered = fact({
  kind: 'people.producerRegistered',
  body: z.strictObject({
    givenNames: personal(text(80)),
    /** Father's and mother's surname, in that order. */
    familyNames: personal(text(80)),
    document: personal(maybe(documentField())),
    birthDate: personal(maybe(day())),
    phone: personal(maybe(text(20))),
    /** Year only: enough for age bands after the person was erased. */
    birthYear: maybe(whole(1900, 2100)),
    sex: oneOf(sexes),
    zone: ref('zone'),
    /** INEI code of the district. */
    district: text(6),
    community: maybe(text(80)),
    household: maybe(ref('household')),
    headOfHousehold: maybe(z.boolean()),
    organisation: maybe(ref('organisation')),
    /** The promoter among whose neighbours she is. */
    promoter: maybe(ref('person')),
    language: maybe(oneOf(tongues)),
    consents: list(consent(), 5),
    /** People alike who were looked at and are others. Plain ids: a registration does not wait for theirs. */
    otherThan: maybe(list(z.strictObject({ person: id(), because: oneOf(differences) }), 5)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter', 'buyer'],
  within: 'zone',
  makes: 'person',
  about: 'id',
  happened: true,
});

/** Corrects what is known of a person; fields not named stay. */
export const ProducerCorrected = fact({
  kind: 'people.producerCorrected',
  body: z.strictObject({
    person: ref('person'),
    givenNames: personal(maybe(text(80))),
    familyNames: personal(maybe(text(80))),
    document: personal(maybe(documentField())),
    birthDate: personal(maybe(day())),
    phone: personal(maybe(text(20))),
    birthYear: maybe(whole(1900, 2100)),
    sex: maybe(oneOf(sexes)),
    zone: maybe(ref('zone')),
    district: maybe(text(6)),
    community: maybe(text(80)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'person',
  moves: ['person', 'zone'],
  about: 'person',
  happened: true,
});

export const ConsentChanged = fact({
  kind: 'people.consentChanged',
  body: z.strictObject({
    person: ref('person'),
    purpose: oneOf(purposes),
    given: z.boolean(),
    evidence: oneOf(changedBy),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter', 'producer'],
  within: 'person',
  happened: true,
});

/** Who belongs to a promoter's group: producers whom she teaches and advises, and who are on her phone. */
export const NeighboursTaken = fact({
  kind: 'people.neighboursTaken',
  body: z.strictObject({ promoter: ref('person'), people: list(ref('person'), 200), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician'],
  within: 'promoter',
  happened: true,
});

/** Two records of one person: `duplicate` counts as `person` from now on, in every past figure too. */
export const DuplicateMerged = fact({
  kind: 'people.duplicateMerged',
  body: z.strictObject({ person: ref('person'), duplicate: ref('person'), reason: text(300), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer'],
  within: 'person',
  happened: false,
});

export const ErasureAsked = fact({
  kind: 'people.erasureAsked',
  body: z.strictObject({ person: ref('person'), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer'],
  within: 'person',
  makes: 'erasure',
  happened: false,
});

/** The second pair of eyes: never the one who asked. Takes effect at once and cannot be taken back. */
export const ErasureApproved = fact({
  kind: 'people.erasureApproved',
  body: z.strictObject({ erasure: ref('erasure'), on: day() }),
  by: ['administrator', 'programme-manager'],
  within: 'erasure',
  happened: false,
});

export const peopleFacts = [
  HouseholdRegistered,
  ProducerRegistered,
  ProducerCorrected,
  ConsentChanged,
  NeighboursTaken,
  DuplicateMerged,
  ErasureAsked,
  ErasureApproved,
  ...passbookFacts,
];
