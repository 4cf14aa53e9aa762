import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type NumberStyle,
  type Read,
  readDay,
  readHectares,
  readKilos,
  readNumber,
  readSex,
  readSoles,
  readWhole,
  readYes,
} from '#kernel/pure/readers.ts';

/** The value, or the code of the refusal. */
const told = <T>(read: Read<T>): T | string => (read.ok ? read.value : read.refusal.code);

describe('numbers', () => {
  test.each<[string, NumberStyle['decimal'], number | string]>([
    ['45.3', null, 45.3],
    ['45,3', null, 45.3],
    ['45,3', '.', 45.3],
    ['1.234,5', null, 1234.5],
    ['1,234.5', null, 1234.5],
    ['1.234.567', null, 1_234_567],
    ['1,234,567.89', '.', 1_234_567.89],
    ["1'234.5", null, 1234.5],
    ['1 234,5', null, 1234.5],
    ['1.234', ',', 1234],
    ['1.234', '.', 1.234],
    ['1,234', '.', 1234],
    ['1,234', ',', 1.234],
    ['1.234', null, 'read.number-ambiguous'],
    ['0,250', null, 0.25],
    ['1234,567', null, 1234.567],
    ['.5', null, 0.5],
    ['-11.2534', null, -11.2534],
    ['−3', null, -3],
    ['+3', null, 3],
    ['1e-7', '.', 1e-7],
    ['4.53E+1', '.', 45.3],
    ['007', null, 7],
    ['', null, 'read.empty'],
    ['doce', null, 'read.number'],
    ['1.23.4', null, 'read.number'],
    ['1,2,3.4.5', null, 'read.number'],
    ['12 kg', null, 'read.number'],
    ['1.2345,67', null, 'read.number'],
    ['99999999999999999', null, 'read.number-too-long'],
  ])('%s with decimal %s is %s', (text, decimal, expected) => {
    expect(told(readNumber(text, { decimal }))).toBe(expected);
  });

  test('an ambiguous number is refused with both readings', () => {
    expect(readNumber('1,234')).toMatchObject({ refusal: { params: { large: '1234', small: '1.234' } } });
  });

  test.each<[Read<number>, number | string]>([
    [readKilos('45,3 kg'), 45_300],
    [readKilos('45.3005', { decimal: '.' }), 45_301],
    [readKilos('1,234.5 kilos'), 1_234_500],
    [readKilos('2 qq'), 'read.number'],
    [readKilos('-3'), 'read.negative'],
    [readSoles('S/ 1,234.50'), 123_450],
    [readSoles('S/.12,5'), 1250],
    [readSoles('0.07'), 7],
    [readSoles('12 soles'), 1200],
    [readSoles('US$ 12'), 'read.number'],
    [readHectares('2,5 ha'), 25_000],
    [readHectares('0.375', { decimal: '.' }), 3750],
    [readWhole('12.0'), 12],
    [readWhole('12.5'), 'read.whole'],
    [readWhole('-1'), 'read.negative'],
  ])('%o is %s', (read, expected) => {
    expect(told(read)).toBe(expected);
  });

  test('any céntimos written in either style come back exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.constantFrom<['.' | ',', string]>(['.', ','], [',', '.']),
        (centimos, [decimal, thousands]) => {
          const whole = String(Math.floor(centimos / 100)).replace(/\B(?=(\d{3})+$)/g, thousands);
          const text = `S/ ${whole}${decimal}${String(centimos % 100).padStart(2, '0')}`;
          expect(told(readSoles(text))).toBe(centimos);
        },
      ),
    );
  });
});

test.each([
  ['12/03/2021', '2021-03-12'],
  ['1-3-2021', '2021-03-01'],
  ['12.03.2021', '2021-03-12'],
  ['2021-03-12', '2021-03-12'],
  ['2021/3/12', '2021-03-12'],
  ['2021-03-12T00:00:00', '2021-03-12'],
  ['12/03/2021 14:05', '2021-03-12'],
  ['20210312', '2021-03-12'],
  ['12-mar-2021', '2021-03-12'],
  ['12 de setiembre de 2021', '2021-09-12'],
  ['5 SEP. 2021', '2021-09-05'],
  ['March 12, 2021', '2021-03-12'],
  ['44267', '2021-03-12'],
  ['44267.75', '2021-03-12'],
  ['29/02/2021', 'read.day-not-there'],
  ['03/25/2021', 'read.day-month-first'],
  ['12/03/21', 'read.day-short-year'],
  ['2021', 'read.day'],
  ['12345678', 'read.day-not-there'],
  ['ayer', 'read.day'],
  ['', 'read.empty'],
])('the day %s is %s', (text, expected) => {
  expect(told(readDay(text))).toBe(expected);
});

describe('M is two sexes in two registers', () => {
  test.each<[string, string[], string]>([
    ['M', ['M', 'F'], 'M'],
    ['M', ['M', 'H'], 'F'],
    ['m', ['Hombre', 'm'], 'F'],
    ['M', ['M', ''], 'read.sex-ambiguous'],
    ['M', ['M', 'F', 'H'], 'read.sex-ambiguous'],
    ['Mujer', [], 'F'],
    ['VARÓN', [], 'M'],
    ['female', [], 'F'],
    ['1', [], 'read.sex'],
    ['', [], 'read.empty'],
  ])('%s among %j is %s', (text, column, expected) => {
    expect(told(readSex(text, column))).toBe(expected);
  });
});

test.each<[string, boolean | string]>([
  ['Sí', true],
  ['si', true],
  ['X', true],
  ['✓', true],
  ['VERDADERO', true],
  ['1', true],
  ['No', false],
  ['0', false],
  ['quizás', 'read.yes'],
  ['', 'read.empty'],
])('%s is %s', (text, expected) => {
  expect(told(readYes(text))).toBe(expected);
});
