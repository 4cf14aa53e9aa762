import { afterAll, beforeAll, expect, test } from 'vitest';
import { base32, cardCode, readCode } from '#kernel/pure/signedCode.ts';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { card, cards } from '#programme/people/cards.ts';
import { peopleDocuments } from '#programme/people/documents.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.close());

const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
const registers = async (givenNames: string, familyNames: string, of: object = {}) =>
  story.tell('people.producerRegistered', {
    givenNames,
    familyNames,
    sex: 'F',
    zone: story.zone,
    district: '120601',
    consents,
    on: story.on,
    ...of,
  });
const codeOf = async (person: string) => {
  const [found] = await story.ask(cards, { person });
  return cardCode(person, found?.mark ?? null);
};
const holds = (code: string) => story.ask(card, { code }, ['buyer']);
const document = async (id: string) => {
  const [found] = await story.reader.rows(
    (peopleDocuments[0] as (typeof peopleDocuments)[number]).build(`{${id}}`, story.programme),
  );
  return found?.body as Record<string, unknown>;
};

test('a card says whose it is, on the sheet, on a phone and to whoever asks', async () => {
  const { id } = await registers('Elmer', 'Camposano');
  const code = await codeOf(id);
  const { mark } = await document(id);
  expect(cardCode(id, base32(Buffer.from(mark as string, 'hex')))).toBe(code);
  expect(await holds(code)).toMatchObject({ id, names: 'Elmer Camposano', zone_name: 'Satipo', mine: true });
});

test('nobody makes a card: a mark of somebody else, a guessed one and none at all are not the programme’s', async () => {
  const [one, other] = [await registers('Rosa', 'Quinchori'), await registers('Delfín', 'Shingari')];
  const read = readCode(await codeOf(other.id));
  const stolen = cardCode(one.id, read.kind === 'card' ? read.mark : null);
  await expect(holds(stolen)).rejects.toMatchObject({ refusals: [{ code: 'people.card-foreign' }] });
  await expect(holds(cardCode(one.id, '00000000'))).rejects.toMatchObject({
    refusals: [{ code: 'people.card-foreign' }],
  });
  await expect(holds(cardCode(one.id, null))).rejects.toMatchObject({ refusals: [{ code: 'people.card-unread' }] });
});

test('the card of a merged record leads to the one that is kept, and an erased person’s card is void', async () => {
  const [kept, twice] = [await registers('Nila', 'Pérez Chumbe'), await registers('Nila', 'Peres Chumbe')];
  await story.tell('people.duplicateMerged', {
    person: kept.id,
    duplicate: twice.id,
    reason: 'la misma',
    on: story.on,
  });
  const code = await codeOf(kept.id);
  const second = cardCode(twice.id, base32(Buffer.from((await document(twice.id))['mark'] as string, 'hex')));
  expect(await holds(second)).toMatchObject({ id: kept.id });
  const manager = await story.joins('Ruth Manager', 'programme-manager');
  const asked = await story.tell('people.erasureAsked', { person: kept.id, on: story.on });
  await story.tell('people.erasureApproved', { erasure: asked.id, on: story.on }, { by: manager });
  expect((await document(kept.id))['mark']).toBe(null);
  await expect(holds(code)).rejects.toMatchObject({ refusals: [{ code: 'people.card-foreign' }] });
});

test('whoever was looked at and is another one is not flagged again; with the same document she is', async () => {
  const first = await registers('Marleni', 'Ñaupari Rojas', { birthYear: 1979 });
  const otherThan = [{ person: first.id, because: 'relative' }];
  expect((await registers('Marleny', 'Ñaupari Rojas', { birthYear: 1979 })).codes).toContain('people.looks-like');
  const seen = await registers('Marleny', 'Naupari Rojas', { birthYear: 1980, otherThan });
  expect(seen.flags.filter(({ params }) => params['person'] === first.id)).toEqual([]);
  const document = { type: 'DNI', number: '41234567' };
  const owner = await registers('Teodoro', 'Ríos', { document });
  const again = await registers('Teodora', 'Ríos', {
    document,
    otherThan: [{ person: owner.id, because: 'namesake' }],
  });
  expect(again.codes).toContain('people.same-document');
});

test('each consent is on the phone, and changes there when it is changed', async () => {
  const { id } = await registers('Abilio', 'Mayor', { language: 'ashaninka' });
  expect(await document(id)).toMatchObject({ consented: true, buyers: false, photos: false, language: 'ashaninka' });
  await story.tell('people.consentChanged', {
    person: id,
    purpose: 'buyers',
    given: true,
    evidence: 'voice',
    on: story.on,
  });
  expect(await document(id)).toMatchObject({ consented: true, buyers: true });
});
