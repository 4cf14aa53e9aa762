import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkCe,
  checkDni,
  checkDniAndRuc,
  checkDocument,
  checkRuc,
  dniCheckCharacters,
  dniFromRuc,
  rucFromDni,
} from '#programme/people/identity.ts';

const anyDni = fc.integer({ min: 1, max: 99_999_999 }).map((n) => String(n).padStart(8, '0'));

describe('DNI', () => {
  test.each([
    ['10117410', '2', 'G'],
    ['25482422', '0', 'D'],
  ])('%s has the check digit %s and the letter %s', (dni, digit, letter) => {
    expect(dniCheckCharacters(dni)).toEqual({ digit, letter });
  });

  test.each([
    ['10117410', '10117410', false],
    ['10117410-2', '10117410', true],
    ['10117410G', '10117410', true],
    [' 10117410 - g ', '10117410', true],
    ['10.117.410', '10117410', false],
    ['00000012', '00000012', false],
    ['１０１１７４１０', '10117410', false],
  ])('%s is read as %s', (text, number, checked) => {
    expect(checkDni(text)).toMatchObject({ ok: true, number, checked });
  });

  test.each([
    ['00000000', 'people.dni-zeros'],
    ['00000000-6', 'people.dni-zeros'],
    ['000000', 'people.dni-zeros'],
    ['10117410-3', 'people.dni-check'],
    ['10117410-A', 'people.dni-check'],
    ['1011741', 'people.dni-short'],
    ['1011', 'people.dni-shape'],
    ['', 'people.dni-shape'],
    ['no tiene', 'people.dni-shape'],
    ['1011741O', 'people.dni-shape'],
    ['1011741012', 'people.dni-shape'],
    ['10117410Z', 'people.dni-shape'],
    ['-10117410x', 'people.dni-shape'],
  ])('%s is refused: %s', (text, code) => {
    expect(checkDni(text)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('a DNI that lost its zero in a spreadsheet comes with the number that was probably meant', () => {
    expect(checkDni('1011741')).toMatchObject({ ok: false, suggestion: '01011741' });
  });

  test('numbers people type to get past a form are well formed and suspect', () => {
    for (const dni of ['11111111', '99999999', '12345678']) expect(checkDni(dni)).toMatchObject({ suspect: true });
    expect(checkDni('10117410')).toMatchObject({ suspect: false });
  });

  test('no refusal carries the document', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('dni', 'ce', 'ruc', 'passport'), (text, kind) => {
        const read = checkDocument(kind, `${text}77`);
        if (!read.ok) expect(Object.values(read.refusal.params)).not.toContain(`${text}77`);
      }),
    );
  });
});

describe('RUC', () => {
  test.each(['20131365994', '20512333797', '20480977239', '10254824220'])('%s is valid', (ruc) => {
    expect(checkRuc(ruc)).toMatchObject({ ok: true, number: ruc, checked: true });
  });

  test.each([
    ['20512333798', 'people.ruc-check'],
    ['30512333797', 'people.ruc-prefix'],
    ['2051233379', 'people.ruc-shape'],
    ['', 'people.ruc-shape'],
  ])('%s is refused: %s', (ruc, code) => expect(checkRuc(ruc)).toMatchObject({ ok: false, refusal: { code } }));

  test('a person’s RUC is 10, the DNI and its check digit, for every DNI', () => {
    expect(rucFromDni('25482422')).toBe('10254824220');
    fc.assert(
      fc.property(anyDni, (dni) => {
        expect(checkRuc(rucFromDni(dni))).toMatchObject({ ok: true });
        expect(dniFromRuc(rucFromDni(dni))).toBe(dni);
        expect(checkDniAndRuc(dni, rucFromDni(dni))).toMatchObject({ ok: true, number: dni, checked: true });
      }),
      { numRuns: 2000 },
    );
  });

  test('one wrong digit in a person’s RUC is caught in more than 95 of 100 cases', () => {
    let wrong = 0;
    let passed = 0;
    const typo = fc.tuple(anyDni, fc.integer({ min: 2, max: 10 }), fc.integer({ min: 1, max: 9 }));
    for (const [dni, at, plus] of fc.sample(typo, { numRuns: 5000, seed: 7 })) {
      const ruc = rucFromDni(dni);
      const digit = (Number(ruc[at]) + plus) % 10;
      wrong += 1;
      if (checkRuc(`${ruc.slice(0, at)}${digit}${ruc.slice(at + 1)}`).ok) passed += 1;
    }
    expect(passed / wrong).toBeLessThan(0.05);
  });

  test('a RUC of somebody else or of a company does not go with the DNI', () => {
    expect(checkDniAndRuc('10117410', '10254824220')).toMatchObject({
      refusal: { code: 'people.ruc-other-person', params: { company: false } },
    });
    expect(checkDniAndRuc('10117410', '20131365994')).toMatchObject({
      refusal: { code: 'people.ruc-other-person', params: { company: true } },
    });
    expect(dniFromRuc('20131365994')).toBeNull();
  });
});

describe('other documents', () => {
  test.each([
    ['001234567', true],
    ['12345678', false],
    ['000000000', false],
    ['A01234567', false],
  ])('CE %s', (text, ok) => expect(checkCe(text).ok).toBe(ok));

  test.each([
    ['passport', 'ab 123456', true],
    ['ptp', '1', false],
    ['cpp', '000000', false],
    ['dni', '10117410', true],
    ['ruc', '10254824220', true],
    ['ce', '001234567', true],
  ] as const)('%s %s', (kind, text, ok) => expect(checkDocument(kind, text).ok).toBe(ok));
});
