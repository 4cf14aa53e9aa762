import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ledger, openLedger } from '#kernel/ledger/ledger.ts';
import { type Fact, type FactKind, Voided } from '#kernel/pure/fact.ts';
import { type Seeded, seeded, uuid7 } from '#kernel/pure/ids.ts';
import { type Extras, makeFact, type Pen } from '#kernel/pure/maker.ts';
import { type TestDatabase, testDatabase } from '#kernel/server/testDatabase.ts';
import { programmeRegistry } from '#programme/capabilities.ts';
import { ProgrammeFounded, ZoneOpened } from '#programme/partners/facts.ts';
import {
  findLikely,
  indexPeople,
  type KnownPerson,
  likelyAmong,
  markOf,
  mayBeAlike,
  prepare,
} from '#programme/people/duplicates.ts';
import { DuplicateMerged, ProducerCorrected, ProducerRegistered } from '#programme/people/facts.ts';

const on = '2021-05-04';
const districts = ['120601', '120606'];
const surnames = ['Huamán', 'Guaman', 'Quispe', 'Lazo'];
const givens = ['Nelly', 'Neli', 'Begoña', 'Rosa'];
const years = [1980, 1981, 1990];

let database: TestDatabase;
const open = (): Promise<Ledger> => openLedger(database.pool, programmeRegistry(), { now: () => 1_620_000_000_000 });
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** People who are registered, corrected, merged and taken back, all of a few names; the same ids whatever the programme. */
function history(programme: string, seed: number, acts: number): Fact[] {
  const chance: Seeded = seeded(seed);
  let ms = 1_619_000_000_000;
  const now = () => (ms += 1000);
  const device = uuid7(now(), chance.bytes);
  const pen: Pen = { programme, author: programme, device, random: chance.bytes, now, seq: 0, prevHash: null };
  const told: Fact[] = [];
  const tell = (kind: FactKind, body: object, extras: Extras = {}): Fact => {
    const made = makeFact(pen, kind, body as never, extras);
    told.push(made);
    return made;
  };
  const founding = { name: 'MOCCA', code: 'MOCCA', country: 'PE', startedOn: '2020-01-01', endsOn: '2030-01-01' };
  tell(ProgrammeFounded, founding, { id: programme });
  const zone = tell(ZoneOpened, { name: 'Satipo', districts, on }).id;
  const people: Fact[] = [];
  const standing = () => chance.pick(people).id;
  const names = () => ({
    givenNames: chance.pick(givens),
    familyNames: `${chance.pick(surnames)} ${chance.pick(surnames)}`,
  });
  const described = () => ({
    ...names(),
    birthYear: chance.pick(years),
    district: chance.pick(districts),
    ...(chance.chance(0.3) ? { document: { type: 'DNI', number: String(10_117_410 + chance.int(4)) } } : {}),
  });
  for (let i = 0; i < acts; i += 1) {
    const dice = people.length < 3 ? 0 : chance.int(10);
    if (dice < 6) {
      const corrects = dice === 5 ? { corrects: standing() } : {};
      people.push(tell(ProducerRegistered, { ...described(), sex: 'F', zone, consents: [], on }, corrects));
    } else if (dice < 8) tell(ProducerCorrected, { person: standing(), ...described(), on });
    else if (dice < 9) tell(DuplicateMerged, { person: standing(), duplicate: standing(), reason: 'la misma', on });
    else tell(Voided, { fact: chance.pick(told.slice(2)).id, reason: 'error', on });
  }
  return told;
}

test('who looks alike does not depend on what the writer remembers', async () => {
  for (const seed of [1, 2]) {
    const [together, alone] = [uuid7(seed, seeded(1).bytes), uuid7(seed, seeded(2).bytes)];
    const remembering = await open();
    await remembering.found(together, `TOGETHER${seed}`);
    await remembering.found(alone, `ALONE${seed}`);
    const found = await remembering.record(together, history(together, seed, 60), { staff: null });
    expect(found.flatMap(({ flags }) => flags.map((f) => f.code))).toContain('people.looks-like');
    const apart: unknown[] = [];
    for (const fact of history(alone, seed, 60)) {
      // A ledger opened for every fact remembers nothing: it reads who is there from the tables.
      const [receipt] = await (await open()).record(alone, [fact], { staff: null });
      apart.push([receipt?.outcome, receipt?.flags]);
    }
    expect(found.map(({ outcome, flags }) => [outcome, flags])).toEqual(apart);
  }
});

test('comparing with a list finds whom an index finds', () => {
  const person = fc.record({
    surnames: fc.array(fc.constantFrom(...surnames, 'Wamán', 'Lasso', 'de la Cruz'), { maxLength: 2 }),
    given: fc.array(fc.constantFrom(...givens, 'Neyi', 'Vegoña'), { maxLength: 2 }),
    birthYear: fc.option(fc.constantFrom(...years, 1908, 1989, 1998)),
    place: fc.constantFrom(...districts),
    document: fc.option(
      fc.constantFrom('10117410', '10117411', '11017410', '10117401', '00117410', '1011741X', '99117410'),
    ),
  });
  const known = (of: typeof person extends fc.Arbitrary<infer T> ? T : never, id: string): KnownPerson => ({
    ...of,
    id,
    name: { given: of.given.join(' '), surnames: of.surnames.join(' ') },
  });
  fc.assert(
    fc.property(person, fc.array(person, { maxLength: 12 }), (asked, others) => {
      const list = others.map((other, i) => known(other, `p${i}`));
      const prepared = list.map((p) => prepare(p));
      const among = likelyAmong(prepare(known(asked, 'new')), [...prepared.slice(5), ...prepared]);
      const mark = markOf(prepare(known(asked, 'new')));
      expect(prepared.filter((p) => mayBeAlike(mark, markOf(p)))).toEqual(
        expect.arrayContaining(among.map(({ of }) => of)),
      );
      expect(among.map(({ of: _of, ...likely }) => likely)).toEqual(findLikely(known(asked, 'new'), indexPeople(list)));
    }),
  );
});
