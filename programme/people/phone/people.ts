import type { Overlay, Shown } from '#kernel/phone/overlay.ts';
import type { BodyOf, Fact } from '#kernel/pure/fact.ts';
import { fold } from '#kernel/pure/fold.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import type { PeopleIndex } from '#programme/people/duplicates.ts';
import { indexPeople } from '#programme/people/duplicates.ts';
import { ConsentChanged, ProducerCorrected, ProducerRegistered } from '#programme/people/facts.ts';
import { checkDocument } from '#programme/people/identity.ts';

/** A producer as the server's document has her (people/documents.ts). */
export interface PersonDoc {
  readonly id: string;
  readonly givenNames: string | null;
  readonly familyNames: string | null;
  readonly documentType: string | null;
  readonly documentNumber: string | null;
  readonly phone: string | null;
  readonly sex: string;
  readonly birthYear: number | null;
  readonly zone: string;
  readonly district: string;
  readonly community: string | null;
  readonly household: string | null;
  readonly head: boolean;
  readonly promoter: string | null;
  readonly language: string | null;
  /** Her picture, by its id on this phone and its hash on the server. */
  readonly photo: string | null;
  readonly photoSha256: string | null;
  readonly sameAs: string | null;
  /** To the programme itself; `buyers` may see her plot, `photos` of her may be used. */
  readonly consented: boolean;
  readonly buyers: boolean;
  readonly photos: boolean;
  readonly erased: boolean;
  readonly on: string;
  /** The programme's mark on her card, in hex; null until the registration has arrived. */
  readonly mark: string | null;
}

export interface HouseholdDoc {
  readonly id: string;
  readonly zone: string;
  readonly members: number;
}

export interface ZoneDoc {
  readonly id: string;
  readonly name: string;
  readonly places: readonly { readonly code: string; readonly name: string }[];
}

type Body<K> = Fact<BodyOf<K>>;

/** Where a document says what she agreed to. */
export const agreedTo = { programme: 'consented', buyers: 'buyers', photos: 'photos' } as const;

/** What the phone shows of a producer while the server's document is on its way. */
export const personOverlays: readonly Overlay[] = [
  {
    fact: ProducerRegistered.kind,
    of: (fact) => fact.id,
    lay: (body, fact) => body ?? registered(fact as Body<typeof ProducerRegistered>),
  },
  {
    fact: ProducerCorrected.kind,
    of: (fact) => (fact as Body<typeof ProducerCorrected>).body.person,
    lay: (body, fact) => {
      if (!body) return null;
      const {
        person: _person,
        on: _on,
        document,
        birthDate: _birth,
        ...said
      } = (fact as Body<typeof ProducerCorrected>).body;
      const named = document ? { documentType: document.type, documentNumber: numberOf(document) } : {};
      return { ...(body as PersonDoc), ...said, ...named };
    },
  },
  {
    fact: ConsentChanged.kind,
    of: (fact) => (fact as Body<typeof ConsentChanged>).body.person,
    lay: (body, fact) => {
      const { purpose, given } = (fact as Body<typeof ConsentChanged>).body;
      return body ? { ...(body as PersonDoc), [agreedTo[purpose]]: given } : null;
    },
  },
];

/** As the server keeps it: without dots, dashes and the check digit. */
function numberOf({ type, number }: { readonly type: string; readonly number: string }): string {
  const read = type === 'DNI' || type === 'CE' ? checkDocument(type === 'DNI' ? 'dni' : 'ce', number) : null;
  return read?.ok ? read.number : number;
}

function registered(fact: Body<typeof ProducerRegistered>): PersonDoc {
  const { body } = fact;
  const agrees = (purpose: string) => body.consents.some((c) => c.purpose === purpose && c.given);
  return {
    id: fact.id,
    givenNames: body.givenNames,
    familyNames: body.familyNames,
    documentType: body.document?.type ?? null,
    documentNumber: body.document ? numberOf(body.document) : null,
    phone: body.phone ?? null,
    sex: body.sex,
    birthYear: body.birthYear ?? null,
    zone: body.zone,
    district: body.district,
    community: body.community ?? null,
    household: body.household ?? null,
    head: body.headOfHousehold ?? false,
    promoter: body.promoter ?? null,
    language: body.language ?? null,
    photo: fact.files[0]?.id ?? null,
    photoSha256: fact.files[0]?.sha256 ?? null,
    sameAs: null,
    consented: agrees('programme'),
    buyers: agrees('buyers'),
    photos: agrees('photos'),
    erased: false,
    on: body.on,
    mark: null,
  };
}

export const nameOf = (p: Pick<PersonDoc, 'givenNames' | 'familyNames'>): string =>
  `${p.givenNames ?? ''} ${p.familyNames ?? ''}`.trim();

export interface Found extends Shown<PersonDoc> {
  readonly name: string;
  readonly text: string;
}

/** The producers of a list: merged records once, by name; `text` is what a search looks through. */
export function listed(people: readonly Shown<PersonDoc>[]): Found[] {
  return people
    .filter((p) => p.body.sameAs === null && !p.body.erased)
    .map((p) => {
      const name = nameOf(p.body);
      return {
        ...p,
        name,
        text: fold(`${name} ${p.body.documentNumber ?? ''} ${p.body.community ?? ''} ${code(p.id)}`),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'es'));
}

/** The large code of her card, as it is printed and as it is typed in a hurry. */
const code = (id: string): string => `${humanCode(id)} ${humanCode(id).replace('-', '')}`;

/** What stands where there is no picture of her. */
export const initialsOf = (p: Pick<PersonDoc, 'givenNames' | 'familyNames'>): string =>
  `${(p.givenNames ?? '').charAt(0)}${(p.familyNames ?? '').charAt(0)}`.toUpperCase();

/** Records that were merged, and the one that counts: an old card still leads to her. */
export const mergedOf = (people: readonly Shown<PersonDoc>[]): Map<string, string> =>
  new Map(people.flatMap(({ id, body }) => (body.sameAs === null ? [] : [[id, body.sameAs] as const])));

/** Every word of the search, in any order, without accents. */
export function found(people: readonly Found[], search: string): Found[] {
  const wanted = fold(search).split(' ').filter(Boolean);
  return wanted.length === 0 ? [...people] : people.filter((p) => wanted.every((word) => p.text.includes(word)));
}

export function indexOf(people: readonly Found[]): PeopleIndex {
  return indexPeople(
    people.map(({ id, body }) => ({
      id,
      name: { given: body.givenNames ?? '', surnames: body.familyNames ?? '' },
      birthYear: body.birthYear,
      place: body.district,
      document: body.documentNumber,
    })),
  );
}
