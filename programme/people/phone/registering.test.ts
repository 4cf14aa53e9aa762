import { expect, test } from 'vitest';
import type { KeptFact } from '#kernel/phone/keeping.ts';
import type { Fact } from '#kernel/pure/fact.ts';
import { seeded, uuid7 } from '#kernel/pure/ids.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { dniCheckCharacters } from '#programme/people/identity.ts';
import { codeOfCard, holderOf } from './cardHolder.ts';
import { correctedBody, correctionFrom, correctionOf } from './correcting.ts';
import { communitiesOf, placed } from './group.ts';
import { householdsNear } from './households.ts';
import { foundBy, matchesOf } from './matching.ts';
import { mattersOf } from './matters.ts';
import { type Found, indexOf, listed, type PersonDoc, personOverlays } from './people.ts';
import { emptyRegistering, producerBody, type Registering, refilled, registration } from './registering.ts';

const chance = seeded(11);
const newId = () => uuid7(1_584_000_000_000, chance.bytes);
const on = '2020-03-01';
const [north, south] = [newId(), newId()];

const person = (of: Partial<PersonDoc>): PersonDoc => ({
  id: newId(),
  givenNames: 'Rosa',
  familyNames: 'Meza Lazo',
  documentType: 'DNI',
  documentNumber: '41234567',
  phone: '+51 964 000 111',
  sex: 'F',
  birthYear: 1975,
  zone: north,
  district: '120601',
  community: 'Mazaronquiari',
  household: null,
  head: true,
  promoter: null,
  language: 'spanish',
  photo: null,
  photoSha256: null,
  sameAs: null,
  consented: true,
  buyers: true,
  photos: false,
  erased: false,
  on,
  mark: null,
  ...of,
});
const people = (...of: PersonDoc[]): Found[] => listed(of.map((body) => ({ id: body.id, body, status: null })));
const form = (of: Partial<Registering>): Registering => ({ ...emptyRegistering, person: newId(), ...of });
const kept = (kind: string, body: object, id = newId()): KeptFact => ({
  id,
  fact: { id, kind, body } as unknown as Fact,
  receipt: null,
  tries: 0,
  notBefore: 0,
});

test('she is found while she is typed: by a whole document, by a phone number, by a like name of her place and year', () => {
  const rosa = person({});
  const known = people(
    rosa,
    person({ givenNames: 'Abel', familyNames: 'Yauri', documentNumber: '78656182', phone: null }),
  );
  const index = indexOf(known);
  const by = (of: Partial<Registering>) =>
    matchesOf(form(of), known, index).map((m) => [m.person.id === rosa.id, foundBy(m), m.certain]);
  expect(by({ documentNumber: '4123456' })).toEqual([]);
  expect(by({ documentNumber: '41234567' })).toEqual([[true, 'document', true]]);
  expect(by({ phone: '964000111' })).toEqual([[true, 'phone', false]]);
  const alike = { givenNames: 'Roza', familyNames: 'Mesa Laso', birthYear: '1975', district: '120601' };
  expect(by(alike)).toEqual([[true, 'names', false]]);
  const others = [{ person: rosa.id, because: 'namesake' as const }];
  expect(by({ ...alike, others })).toEqual([]);
  expect(producerBody(form({ ...alike, others }), on)).toMatchObject({ otherThan: others });
});

test('a card leads to her, an old card of a merged record too; a card from elsewhere is a visitor’s', () => {
  const rosa = person({ mark: '0102030405' });
  const [old, foreign] = [newId(), newId()];
  const known = people(rosa);
  const reads = (text: string) => holderOf(text, known, new Map([[old, rosa.id]]));
  const isRosa = { kind: 'known', person: { id: rosa.id } };
  expect(reads(codeOfCard(rosa.id, rosa))).toMatchObject(isRosa);
  expect(reads(codeOfCard(old, { mark: null }))).toMatchObject(isRosa);
  expect(reads(codeOfCard(foreign, { mark: null }))).toEqual({
    kind: 'visitor',
    id: foreign,
    code: humanCode(foreign),
  });
  for (const typed of [humanCode(rosa.id).toLowerCase(), '41234567', '41234567-1', '964 000 111'])
    expect(reads(typed), typed).toMatchObject(isRosa);
  expect(reads('Rosa')).toEqual({ kind: 'search', people: [] });
});

test('zone, district, community and group stand there from the last registration, as long as they are still hers', () => {
  const zone = (id: string, ...codes: string[]) => ({
    id,
    name: id,
    places: codes.map((code) => ({ code, name: code })),
  });
  const zones = [zone(north, '120601', '120606'), zone(south, '120302')];
  const last = { zone: north, district: '120606', community: 'Cubantía' };
  expect(placed(form({}), zones, last, undefined)).toMatchObject({ zone: north, district: '120606' });
  expect(placed(form({ zone: south }), zones, last, undefined)).toMatchObject({ zone: south, district: '120302' });
  expect(placed(form({}), zones.slice(1), last, undefined)).toMatchObject({ zone: south, district: '120302' });
  const own = { id: 'x', person: newId(), name: 'Ávila, Ana', zone: south, leftOn: null, void: false };
  expect(placed(form({}), zones, {}, own)).toMatchObject({ zone: south, promoter: own.person });
  const known = people(person({}), person({ district: '120606' }), person({ district: '120606' }));
  expect(communitiesOf(known, north)).toEqual([{ name: 'Mazaronquiari', district: '120606', people: 3 }]);
});

test('a household is written once: anew with its members, or the one that her husband has', () => {
  const husband = person({ givenNames: 'Elmer', familyNames: 'Díaz Meza', household: newId() });
  const typed = form({ familyNames: 'Meza Lazo', members: 5, zone: north });
  expect(householdsNear(typed, people(husband, person({ familyNames: 'Soto', household: newId() })))).toEqual([
    { household: husband.household, name: 'Elmer Díaz Meza' },
  ]);
  const anew = registration(typed, on, typed.person, newId);
  expect(anew.map(({ kind }) => kind.kind)).toEqual(['people.householdRegistered', 'people.producerRegistered']);
  expect(anew[1]?.extras?.id).toBe(typed.person);
  const joined = registration({ ...typed, household: husband.household as string }, on, typed.person, newId);
  expect(joined).toMatchObject([{ body: { household: husband.household } }]);
});

test('the same person: what was typed and is not on her record is offered as a correction, and only that', () => {
  const bare = person({ phone: null, birthYear: null });
  const [found] = people(bare);
  const patch = correctionFrom(form({ phone: ' 987654321', birthYear: '1980', community: 'Otra' }), found as Found);
  expect(patch).toEqual({ phone: '987654321', birthYear: '1980' });
  const body = correctedBody(bare, { ...correctionOf(bare), ...patch }, on);
  expect(body).toEqual({ person: bare.id, phone: '987654321', birthYear: 1980, on });
  expect(correctedBody(bare, correctionOf(bare), on)).toBe(null);
  expect(correctionFrom(form({ phone: '987654321' }), people(person({}))[0] as Found)).toBe(null);
});

test('a registration that came back is the same form again, under a new id', () => {
  const typed = form({
    givenNames: 'Ana',
    familyNames: 'Ríos',
    sex: 'F',
    zone: north,
    district: '120601',
    programme: true,
    language: 'ashaninka',
    promoter: newId(),
  });
  const again = refilled(producerBody(typed, on) as never, newId());
  expect(producerBody({ ...again, person: typed.person }, on)).toEqual(producerBody(typed, on));
  expect(again.person).not.toBe(typed.person);
});

test('her page adds up what this phone holds, newest first, and says what is not in it yet', () => {
  const id = newId();
  const visit = (day: string, of: object, version = 1) => ({
    scope: north,
    kind: 'visits.visit',
    id: day,
    version,
    body: { id: day, person: id, on: day, void: false, adoption: {}, advice: [], ...of },
  });
  const advice = (practice: string, state: string) => ({ practice, due: '2020-05-01', state });
  const held = {
    'plots.plot': [],
    'visits.visit': [
      visit('2020-01-10', { adoption: { pruning: 1, shade: 2 }, advice: [advice('pruning', 'done')] }),
      visit('2020-02-10', { adoption: { pruning: 3 }, advice: [advice('shade', 'open')] }),
      visit('2020-02-20', { void: true }),
    ],
    'training.session': [],
    'fund.credit': [],
  };
  const facts = [kept('visits.visitMade', { person: id }), kept('training.sessionHeld', { present: [{ person: id }] })];
  const of = mattersOf(id, held, [...facts, kept('visits.visitMade', { person: newId() })]);
  expect(of).toMatchObject({ visits: 2, lastVisit: '2020-02-10', waiting: 2, credit: null });
  expect(of.advice.map((a) => a.practice)).toEqual(['shade', 'pruning']);
  expect(of.adoption).toEqual([
    { practice: 'pruning', score: 3 },
    { practice: 'shade', score: 2 },
  ]);
});

test('until her document is here the phone shows the document number as the server will keep it', () => {
  const dni = `10117410-${dniCheckCharacters('10117410').digit}`;
  const typed = form({ givenNames: 'Ana', documentNumber: dni });
  const fact = {
    id: typed.person,
    kind: 'people.producerRegistered',
    body: producerBody(typed, on),
    files: [{ id: south, sha256: 'ab' }],
  };
  const shown = personOverlays[0]?.lay(undefined, fact as never) as PersonDoc;
  expect(shown).toMatchObject({ id: typed.person, documentNumber: '10117410', mark: null, photo: south });
});
