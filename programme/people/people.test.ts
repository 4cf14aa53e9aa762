import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { breakdown } from '#programme/people/breakdown.ts';
import { duplicates } from '#programme/people/lookalikes.ts';
import { producer, producers, search } from '#programme/people/queries.ts';

const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.close());

const registers = (givenNames: string, familyNames: string, of: object = {}, how: object = {}) =>
  story.tell(
    'people.producerRegistered',
    { givenNames, familyNames, sex: 'F', zone: story.zone, district: '120601', consents, on: story.on, ...of },
    how,
  );
const merges = (person: string, duplicate: string) =>
  story.tell('people.duplicateMerged', { person, duplicate, reason: 'la misma', on: story.on });
const sameAs = async (...ids: string[]) => {
  const found = await story.rows('select id, same_as from people_person where id = any ($1)', [ids]);
  return ids.map((id) => found.find((row) => row['id'] === id)?.['same_as'] ?? null);
};

describe('registering producers', () => {
  test('a registration is never refused: what is doubtful is flagged', async () => {
    const odd = await registers('Luz', 'Inga Poma', {
      document: { type: 'DNI', number: '12345678' },
      birthYear: 2004,
      district: '150101',
      consents: [],
    });
    expect(odd.outcome).toBe('flagged');
    expect(odd.codes).toEqual([
      'people.document-suspect',
      'people.under-age',
      'people.outside-zone',
      'people.no-consent',
    ]);
  });

  test('one document, one person: a RUC finds the DNI that it carries', async () => {
    const first = await registers('Nelly', 'Soto Rojas', { document: { type: 'DNI', number: '10117410' } });
    expect(first.outcome).toBe('accepted');
    const again = await registers('Elena', 'Vargas', { document: { type: 'RUC', number: '10101174102' } });
    expect(again.flags).toMatchObject([{ code: 'people.same-document', params: { person: first.id } }]);
    expect(JSON.stringify(again.flags)).not.toContain('10117410');
  });

  test('the same woman heard and typed by somebody else looks like herself, her sister does not', async () => {
    const first = await registers('Begoña', 'Huamán Quispe', { birthYear: 1980 });
    const heard = await registers('Vegoña', 'Guaman Qispe', { birthYear: 1980 });
    const sister = await registers('Teresa', 'Huamán Quispe', { birthYear: 1980 });
    expect(heard.flags).toMatchObject([{ code: 'people.looks-like', params: { person: first.id } }]);
    expect(sister.codes).toEqual([]);
    const pair = (await story.ask(duplicates)).find((found) => found.b.id === heard.id);
    expect(pair).toMatchObject({ a: { id: first.id }, reasons: ['name', 'birth-year', 'place'] });
  });

  test('corrections keep what they do not name, and taking one back restores what stood before', async () => {
    const { id } = await registers('Rosa', 'Meza', { birthYear: 1975, community: 'Mazaronquiari' });
    const on = story.on;
    await story.tell('people.producerCorrected', { person: id, phone: '964000111', on });
    const named = await story.tell('people.producerCorrected', { person: id, familyNames: 'Meza Lazo', on });
    expect(await story.ask(producer, { person: id })).toMatchObject({
      name: 'Meza Lazo, Rosa',
      phone: '964000111',
      birth_year: 1975,
      community: 'Mazaronquiari',
    });
    await story.tell('ledger.voided', { fact: named.id, reason: 'otra persona', on });
    const restored = await story.ask(producer, { person: id });
    expect(restored).toMatchObject({ name: 'Meza, Rosa', phone: '964000111' });
    expect(restored.history.map((line) => [line.kind, line.voided])).toEqual([
      ['people.producerCorrected', true],
      ['people.producerCorrected', false],
      ['people.producerRegistered', false],
    ]);
  });

  test('a corrected registration replaces the first one', async () => {
    const first = await registers('Julia', 'Camacho Lazo', { birthYear: 1990 });
    const second = await registers('Julia', 'Camacho Laso', { birthYear: 1990 }, { corrects: first.id });
    expect(second.codes).toEqual([]);
    const found = await story.ask(search, { q: 'CAMACHO juliá' });
    expect(found.map((row) => row.id)).toEqual([second.id]);
  });

  test('the last word on a consent counts', async () => {
    const { id } = await registers('Yeny', 'Salazar');
    const first = await story.ask(producer, { person: id });
    const registered = { purpose: 'programme', given: true, evidence: 'signature', on_day: story.on, fact: id };
    expect([first.consented, first.consents]).toEqual([true, [registered]]);
    const said = { person: id, purpose: 'programme', given: false, evidence: 'voice', on: story.on };
    await story.tell('people.consentChanged', said);
    const value = await story.ask(producer, { person: id });
    expect([value.consented, value.consents.map((c) => [c.given, c.evidence])]).toEqual([false, [[false, 'voice']]]);
    expect(value.history.map((line) => line.kind)).toEqual(['people.consentChanged', 'people.producerRegistered']);
  });

  test('a producer with her passbook changes her own consent, not her neighbour’s', async () => {
    const [own, other] = [await registers('Carmen', 'Torres'), await registers('Pilar', 'Rojas')];
    const herself = await story.joins('Carmen Torres', 'producer', [story.zone], own.id);
    const says = (person: string) =>
      story.tell(
        'people.consentChanged',
        { person, purpose: 'photos', given: true, evidence: 'voice', on: story.on },
        { by: herself },
      );
    expect((await says(own.id)).codes).toEqual([]);
    expect((await says(other.id)).codes).toEqual(['policy.not-your-own']);
  });
});

describe('merging duplicates', () => {
  test('chains end at one record, and taking a link back restores both sides', async () => {
    const [a, b, c] = [await registers('A', 'Uno'), await registers('B', 'Dos'), await registers('C', 'Tres')];
    const before = (await story.ask(producers)).total;
    await merges(b.id, c.id);
    const link = await merges(a.id, b.id);
    expect(await sameAs(a.id, b.id, c.id)).toEqual([null, a.id, a.id]);
    expect((await story.ask(producers)).total).toBe(before - 2);
    expect((await story.ask(producer, { person: a.id })).merged.map((row) => row.id).sort()).toEqual(
      [b.id, c.id].sort(),
    );
    expect((await merges(c.id, a.id)).codes).toEqual(['people.merge-circle']);
    expect((await merges(a.id, a.id)).codes).toEqual(['people.merge-itself']);
    expect((await merges(a.id, c.id)).codes).toEqual(['people.merge-again']);
    await story.tell('ledger.voided', { fact: link.id, reason: 'hermanas', on: story.on });
    expect(await sameAs(a.id, b.id, c.id)).toEqual([null, null, b.id]);
    expect((await story.ask(producers)).total).toBe(before - 1);
  });
});

describe('forgetting a person', () => {
  test('two people are needed; every record and her seat as staff are emptied, figures and chain stand', async () => {
    const canary = { givenNames: 'Xochicanary', document: { type: 'DNI', number: '87651243' }, phone: '964999888' };
    const one = await registers('Xochicanary', 'Lunacanary', { ...canary, birthYear: 1979 });
    const two = await registers('Xochicanary', 'Lunacanary', { birthDate: '1979-05-05' });
    await merges(one.id, two.id);
    await story.tell('people.producerCorrected', {
      person: two.id,
      community: 'Río Negro',
      phone: '964777666',
      on: story.on,
    });
    const [ana, luis] = [await story.joins('Ana', 'programme-manager'), await story.joins('Luis', 'administrator')];
    const seat = await story.joins('Xochicanary Lunacanary', 'promoter', [story.zone], two.id);
    const total = (await story.ask(breakdown)).total;

    const asked = await story.tell('people.erasureAsked', { person: two.id, on: story.on }, { by: ana });
    const approves = (by: string) => story.tell('people.erasureApproved', { erasure: asked.id, on: story.on }, { by });
    expect((await approves(ana)).codes).toEqual(['people.erasure-own']);
    expect((await approves(luis)).outcome).toBe('accepted');
    expect((await approves(luis)).codes).toEqual(['people.erasure-done']);

    for (const { tablename } of await story.rows(`select tablename from pg_tables where schemaname = 'public'`)) {
      const left = await story.rows(
        `select t::text from ${String(tablename)} t where t::text ~* 'canary|87651243|964999888'`,
      );
      expect({ tablename, left }).toEqual({ tablename, left: [] });
    }
    expect(await story.rows('select names, email from partners_staff where id = $1', [seat])).toEqual([
      { names: null, email: null },
    ]);
    expect((await story.ask(breakdown)).total).toBe(total);
    const late = await story.tell('people.producerCorrected', {
      person: one.id,
      givenNames: 'Xochicanary',
      on: story.on,
    });
    expect(late.codes).toEqual(['people.erased']);
    expect((await story.rows('select given_names from people_person where id = $1', [one.id]))[0]).toEqual({
      given_names: null,
    });
    const rebuilt = await story.ledger.rebuild(story.programme);
    expect(rebuilt.tables.filter((table) => !table.identical)).toEqual([]);
    expect((await story.ledger.verify(story.programme)).ok).toBe(true);
  });
});

describe('who may recognise whom', () => {
  test('a donor sees no cell under five', async () => {
    const whole = await story.ask(breakdown);
    expect(whole.sex.find((cell) => cell.key === 'F')?.n).toBe(whole.total);
    await registers('Juan', 'Vega', { sex: 'M' });
    const seen = await story.ask(breakdown, {}, ['donor']);
    expect(seen.sex.map((cell) => cell.n)).toEqual([null, null]);
    expect(seen.age.every((cell) => cell.n === null || cell.n >= 5)).toBe(true);
  });
});
