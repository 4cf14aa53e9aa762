import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { passbook } from '#programme/people/passbookQueries.ts';
import { producer } from '#programme/people/queries.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.close());

const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
const registers = async (givenNames: string, familyNames: string) =>
  (
    await story.tell('people.producerRegistered', {
      givenNames,
      familyNames,
      sex: 'F',
      zone: story.zone,
      district: '120601',
      consents,
      on: story.on,
    })
  ).id;
const opens = (person: string) => story.tell('people.passbookOpened', { person, on: story.on });
const says = (by: string, person: string, words = 'Traje 52 kilos, no 25') =>
  story.tell('people.mistakeReported', { person, part: 'delivery', words, on: story.on }, { by });
const withdraws = (by: string, person: string) =>
  story.tell(
    'people.consentChanged',
    { person, purpose: 'programme', given: false, evidence: 'passbook', on: story.on },
    { by },
  );

describe('a producer with her passbook', () => {
  test('acts as herself only as long as it is open', async () => {
    const rosa = await registers('Rosa', 'Quinchori');
    expect(await withdraws(rosa, rosa)).toMatchObject({ outcome: 'quarantined', codes: ['policy.unknown-author'] });
    await opens(rosa);
    expect((await withdraws(rosa, rosa)).outcome).toBe('accepted');
    const claimed = { person: rosa, purpose: 'photos', given: true, evidence: 'passbook', on: story.on };
    expect((await story.tell('people.consentChanged', claimed)).codes).toEqual(['people.not-by-passbook']);
    expect((await story.ask(producer, { person: rosa })).consented).toBe(false);
    expect((await story.ask(passbook, { person: rosa })).opened_on).toBe(story.on);
    await story.tell('people.passbookClosed', { person: rosa, reason: 'perdió el carné', on: story.on });
    expect((await says(rosa, rosa)).codes).toEqual(['policy.unknown-author']);
    const again = await story.tell('people.passbookClosed', { person: rosa, reason: 'otra vez', on: story.on });
    expect(again).toMatchObject({ outcome: 'rejected', codes: ['people.passbook-not-open'] });
  });

  test('what she records of another person is set aside and changes nothing', async () => {
    const [rosa, luz] = [await registers('Rosa', 'Meza'), await registers('Luz', 'Inga')];
    await opens(rosa);
    for (const told of [await withdraws(rosa, luz), await says(rosa, luz)])
      expect(told).toMatchObject({ outcome: 'quarantined', codes: ['policy.not-your-own'] });
    expect((await story.ask(producer, { person: luz })).consented).toBe(true);
    expect(await story.rows('select id from people_report where person = $1', [luz])).toEqual([]);
    expect((await story.tell('people.passbookOpened', { person: luz, on: story.on }, { by: rosa })).codes).toEqual([
      'policy.not-your-role',
    ]);
  });

  test('of merged records both act as the one that counts; taken apart again each stands alone', async () => {
    const [kept, twice] = [await registers('Nila', 'Pérez Chumbe'), await registers('Nila', 'Peres Chumbe')];
    await opens(twice);
    const merged = await story.tell('people.duplicateMerged', {
      person: kept,
      duplicate: twice,
      reason: 'la misma',
      on: story.on,
    });
    expect((await says(kept, kept)).outcome).toBe('accepted');
    expect((await says(twice, kept)).outcome).toBe('accepted');
    await story.tell('ledger.voided', { fact: merged.id, reason: 'hermanas', on: story.on });
    expect((await says(kept, kept)).codes).toEqual(['policy.unknown-author']);
    expect((await says(twice, kept)).codes).toEqual(['policy.not-your-own']);
  });

  test('what she says is wrong is answered under her name and no other’s; erased, her words are gone', async () => {
    const [delia, other] = [await registers('Delia', 'Yaranga'), await registers('Ana', 'Poma')];
    await opens(delia);
    const said = await says(delia, delia, 'Palabracanary');
    const answers = (person: string, words = 'Respuestacanary') =>
      story.tell('people.mistakeAnswered', {
        report: said.id,
        person,
        outcome: 'corrected',
        words,
        on: story.on,
      });
    expect((await answers(other, 'a otra')).codes).toEqual(['people.report-of-another']);
    const answered = await answers(delia);
    const row = async () => (await story.rows('select outcome, answer from people_report where id = $1', [said.id]))[0];
    expect(await row()).toEqual({ outcome: 'corrected', answer: answered.id });
    await story.tell('ledger.voided', { fact: answered.id, reason: 'a otra línea', on: story.on });
    expect(await row()).toEqual({ outcome: null, answer: null });
    await answers(delia);
    await story.rows(
      `insert into access_pin (programme, person, hash, made_by, made_ms) values ($1, $2, 'canary', $1, 1)`,
      [story.programme, delia],
    );
    const manager = await story.joins('Ruth', 'programme-manager');
    const asked = await story.tell('people.erasureAsked', { person: delia, on: story.on });
    await story.tell('people.erasureApproved', { erasure: asked.id, on: story.on }, { by: manager });
    for (const { tablename } of await story.rows(`select tablename from pg_tables where schemaname = 'public'`))
      expect(await story.rows(`select t::text from ${String(tablename)} t where t::text ~* 'canary'`)).toEqual([]);
    expect((await says(delia, delia)).codes).toEqual(['policy.unknown-author']);
    const rebuilt = await story.ledger.rebuild(story.programme);
    expect(rebuilt.tables.filter((table) => !table.identical)).toEqual([]);
  });
});
