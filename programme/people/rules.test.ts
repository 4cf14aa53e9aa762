import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cohortOf,
  describedColumns,
  documentKey,
  doubtsOfAge,
  doubtsOfDocument,
  emptied,
  keptBack,
} from '#programme/people/rules.ts';

const codes = (found: readonly { code: string }[]) => found.map((refusal) => refusal.code);

describe('how a person is stored', () => {
  test('accents, swapped order and spelling do not hide a person from the search', () => {
    const row = describedColumns({ givenNames: 'Begoña', familyNames: 'Huamán Ñahui', district: '120601' });
    expect(row.search).toBe('begona huaman nahui');
    expect(row.name_key).toBe(
      describedColumns({ givenNames: 'Vegoña Luz', familyNames: 'Guaman', district: '120602' }).name_key,
    );
  });

  test('a DNI and the RUC that carries it are one document', () => {
    const dni = describedColumns({ document: { type: 'DNI', number: '10117410' }, district: '120601' });
    const ruc = describedColumns({ document: { type: 'RUC', number: '10101174102' }, district: '120601' });
    expect(dni.document_key).toBe('DNI 10117410');
    expect(ruc.document_key).toBe('DNI 10117410');
    expect(documentKey('RUC', '20131365994')).toBe('RUC 20131365994');
    expect(documentKey('CE', '10117410')).not.toBe(dni.document_key);
  });

  test('without a document there is nothing to compare', () => {
    const row = describedColumns({ document: { type: 'none', number: 'perdido' }, district: '120601' });
    expect([row.document_type, row.document_number, row.document_key]).toEqual(['none', null, null]);
  });

  test('an erased person is described as one whose personal fields never came', () => {
    const replayed = describedColumns({ birthYear: 1980, district: '120601' });
    expect(replayed).toEqual(emptied(1980));
    const onlyDate = describedColumns({ birthDate: '1980-04-05', district: '120601' });
    expect(onlyDate.birth_year).toBe(1980);
    expect(emptied(onlyDate.told_year).birth_year).toBeNull();
  });

  test('the cohort needs a year', () => {
    expect(cohortOf('120601', null)).toBeNull();
    expect(cohortOf('120601', 1980)).toBe('120601 1980');
  });
});

describe('doubts', () => {
  test('a document is judged by its kind', () => {
    expect(codes(doubtsOfDocument({ type: 'DNI', number: '10117410-2' }))).toEqual([]);
    expect(codes(doubtsOfDocument({ type: 'DNI', number: '10117410-3' }))).toEqual(['people.dni-check']);
    expect(codes(doubtsOfDocument({ type: 'DNI', number: '12345678' }))).toEqual(['people.document-suspect']);
    expect(codes(doubtsOfDocument({ type: 'RUC', number: '20512333798' }))).toEqual(['people.ruc-check']);
    expect(codes(doubtsOfDocument({ type: 'none', number: 'x' }))).toEqual([]);
    expect(doubtsOfDocument(undefined)).toEqual([]);
  });

  test('age is counted on the day of registration', () => {
    expect(codes(doubtsOfAge({ birthDate: '2002-03-02' }, '2020-03-01'))).toEqual(['people.under-age']);
    expect(doubtsOfAge({ birthDate: '2002-03-01' }, '2020-03-01')).toEqual([]);
    expect(codes(doubtsOfAge({ birthYear: 1900 }, '2020-03-01'))).toEqual(['people.age-unlikely']);
    expect(codes(doubtsOfAge({ birthYear: 1981, birthDate: '1980-01-01' }, '2020-03-01'))).toEqual([
      'people.birth-year-differs',
    ]);
  });
});

describe('cells for somebody who may not recognise people', () => {
  const cells = fc.array(fc.record({ key: fc.uuid(), n: fc.integer({ min: 1, max: 40 }) }), { maxLength: 12 });

  test('no cell under five is shown, and a single one is never found by subtraction', () => {
    fc.assert(
      fc.property(cells, (of) => {
        const shown = keptBack(of);
        for (const cell of shown) expect(cell.n ?? 5).toBeGreaterThanOrEqual(5);
        const hidden = shown.filter((cell) => cell.n === null);
        expect(hidden.length === 1 && of.length > 1).toBe(false);
        expect(shown.map((cell) => cell.key)).toEqual(of.map((cell) => cell.key));
      }),
    );
  });

  test('large cells are shown as they are', () => {
    expect(
      keptBack([
        { key: 'F', n: 5 },
        { key: 'M', n: 9 },
      ]),
    ).toEqual([
      { key: 'F', n: 5 },
      { key: 'M', n: 9 },
    ]);
  });
});
