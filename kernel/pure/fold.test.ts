import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, fold, spanishSound } from '#kernel/pure/fold.ts';

describe('fold', () => {
  test.each([
    ['  Núñez   DEL Prado ', 'nunez del prado'],
    ["O'Higgins", 'ohiggins'],
    ['NUÃ‘EZ', 'nunez'],
    ['PeÃ±a', 'pena'],
    ['Pérez-Ramos', 'perez ramos'],
    ['N° DNI', 'n dni'],
    ['N.º de documento', 'n o de documento'],
    ['Perené', 'perene'],
    ['', ''],
  ])('%s reads %s', (text, folded) => expect(fold(text)).toBe(folded));

  test('folding twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  });

  test('the quick way for Latin letters reads what the long way reads', () => {
    const latin = fc.array(fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)));
    // One letter of another alphabet makes the whole text go the long way.
    fc.assert(fc.property(latin, (text) => fold(`${text.join('')} ж`) === `${fold(text.join(''))} ж`.trim()));
  });
});

describe('how a name sounds', () => {
  test.each([
    ['vasquez', 'basques'],
    ['huaman', 'waman'],
    ['huaman', 'guaman'],
    ['quispe', 'kispe'],
    ['llanos', 'yanos'],
    ['ximena', 'jimena'],
    ['geronimo', 'jeronimo'],
    ['ccori', 'qori'],
    ['mayta', 'maita'],
    ['hinostroza', 'inostrosa'],
    ['cevallos', 'zeballos'],
    ['pichanaqui', 'pichanaki'],
    ['villa rica', 'villarrica'],
    ['sanbrano', 'zambrano'],
    ['guerra', 'guera'],
  ])('%s like %s', (a, b) => expect(spanishSound(a)).toBe(spanishSound(b)));

  test.each([
    ['rojas', 'rosas'],
    ['chavez', 'navez'],
    ['perez', 'peres quispe'],
  ])('%s unlike %s', (a, b) => expect(spanishSound(a)).not.toBe(spanishSound(b)));
});

describe('typing errors', () => {
  test.each([
    ['quispe', 'quispe', 0],
    ['quispe', 'qusipe', 1],
    ['quispe', 'quipe', 1],
    ['quispe', 'quizpes', 2],
    ['', 'abc', 3],
    ['abcdefgh', 'z', 4],
  ])('%s → %s: %i', (a, b, errors) => expect(editDistance(a, b)).toBe(errors));

  test('same in both directions and never above the limit + 1', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        const d = editDistance(a, b, limit);
        expect(d).toBe(editDistance(b, a, limit));
        expect(d).toBeLessThanOrEqual(limit + 1);
        expect(d === 0).toBe(a === b);
      }),
    );
  });
});
