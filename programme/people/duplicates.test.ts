import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToIndex, findLikely, indexPeople, type KnownPerson } from '#programme/people/duplicates.ts';

const surnames =
  'Quispe Mamani Rojas Huamán Chávez Ñaupari Shirico Pérez Soto Torres Camarena Inga Poma Lazo Ríos'.split(' ');
const givens = 'Juan María Elmer Nelly Rosa Luz José Wilmer Edith Percy Yeny Moisés Delia Abel Noemí Raúl'.split(' ');

/** A register of the programme's size, the same at every run. */
function register(size: number): KnownPerson[] {
  const pick = (list: readonly string[], n: number): string => list[n % list.length] ?? '';
  return Array.from({ length: size }, (_, i) => ({
    id: `p${i}`,
    name: {
      surnames: `${pick(surnames, i)} ${pick(surnames, Math.floor(i / 15))}`,
      given: `${pick(givens, Math.floor(i / 225))} ${pick(givens, i * 7 + 3)}`,
    },
    birthYear: 1950 + ((i * 37) % 50),
    place: i % 3 === 0 ? 'Pangoa' : 'Satipo',
    document: String(40_000_000 + i * 7919).slice(0, 8),
  }));
}

const nelly: KnownPerson = {
  id: 'nelly',
  name: { surnames: 'Camarena Lazo', given: 'Nelly' },
  birthYear: 1978,
  place: 'Pangoa',
  document: '20405060',
};

const find = (asked: Partial<KnownPerson>, known: KnownPerson = nelly) =>
  findLikely({ id: 'new', name: nelly.name, ...asked }, indexPeople([known]));

describe('who may be the same person', () => {
  test('the same document, whatever the name', () => {
    expect(find({ name: 'Otra Persona', document: '20405060' })[0]).toMatchObject({ score: 1, reasons: ['document'] });
  });

  test.each([
    ['swapped surnames', { name: { surnames: 'Lazo Camarena', given: 'Nelly' } }],
    ['no second surname, birth year one off', { name: { surnames: 'Camarena', given: 'Neli' }, birthYear: 1979 }],
    ['one digit of the document off', { document: '20405061' }],
    ['two digits of the document exchanged', { document: '20450060' }],
    ['the whole name in one cell, given name first', { name: 'nelly CAMARENA lazo' }],
    ['without accents, in another place', { place: 'Satipo', birthYear: 1978 }],
    ['birth year with its digits exchanged', { birthYear: 1987 }],
  ])('%s', (_, asked) => expect(find(asked).map((l) => l.id)).toEqual(['nelly']));

  test.each([
    ['her sister', { name: { surnames: 'Camarena Lazo', given: 'Edith' }, birthYear: 1978, place: 'Pangoa' }],
    ['her niece of the same name', { birthYear: 2003 }],
    ['a name that only sounds like hers in one part', { name: 'Nelly Rojas Soto', birthYear: 1978 }],
  ])('not %s', (_, asked) => expect(find(asked)).toEqual([]));

  test('a birth year or a place that agrees raises the score, one that disagrees lowers it', () => {
    const base = { name: { surnames: 'Camarena', given: 'Nelly' } };
    const score = (asked: Partial<KnownPerson>): number => find({ ...base, ...asked })[0]?.score ?? 0;
    expect(score({ birthYear: 1978 })).toBeGreaterThan(score({ birthYear: 1979 }));
    expect(score({ birthYear: 1979 })).toBeGreaterThan(score({}));
    expect(score({ place: 'pangoa' })).toBeGreaterThan(score({ place: 'Satipo' }));
  });

  test('never herself', () => expect(findLikely(nelly, indexPeople([nelly]))).toEqual([]));

  test('the second row of a file finds the first', () => {
    const index = indexPeople([]);
    addToIndex(index, { id: 'row2', name: 'Camarena Lazo Nelly' });
    expect(findLikely({ id: 'row9', name: nelly.name }, index).map((l) => l.id)).toEqual(['row2']);
  });
});

describe('in a register of 2,612 producers', () => {
  const people = register(2612);
  const index = indexPeople(people);

  test('one typing error in any part of the name is still found', () => {
    const letter = fc.constantFrom(...'abeimnorst');
    const error = fc.tuple(fc.nat(2611), fc.constantFrom('surnames', 'given'), fc.nat(30), letter);
    fc.assert(
      fc.property(error, ([at, field, where, wrong]) => {
        const original = people[at];
        if (!original || typeof original.name === 'string') throw new Error('register broken');
        const text = original.name[field];
        const i = where % text.length;
        const typed = { ...original.name, [field]: text.slice(0, i) + wrong + text.slice(i) };
        const asked = { id: 'new', name: typed, birthYear: original.birthYear, place: original.place };
        expect(findLikely(asked, index).map((l) => l.id)).toContain(original.id);
      }),
    );
  });

  test('a comparison looks at a fraction of the register and names few', () => {
    const asked = { ...nelly, document: null };
    expect(findLikely(asked, index, { threshold: 0.82, limit: 5 }).length).toBeLessThanOrEqual(5);
  });
});
