import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likeness, type PersonName } from '#programme/people/names.ts';

const of = (surnames: string, given: string): PersonName => ({ surnames, given });

describe('the same person written twice', () => {
  test.each<[PersonName, PersonName, number]>([
    [of('Quispe Mamani', 'Juan'), of('QUISPE MAMANI', 'juan'), 1],
    [of('Núñez Peña', 'María'), of('NUNEZ PENA', 'MARIA'), 1],
    [of('López García', 'Elmer'), of('García López', 'Elmer'), 0.95],
    [of('López García', 'Elmer'), of('López', 'Elmer'), 0.9],
    [of('López García', 'Juan Carlos'), of('López', 'Juan'), 0.9],
    [of('Vásquez Huamán', 'Nelly'), of('Basquez Guaman', 'Neli'), 0.9],
    [of('Quispe Mamani', 'Yeni'), of('Quizpe Mamani', 'Jeni'), 0.85],
    [of('De la Cruz Rojas', 'Rosa del Carmen'), of('Delacruz Rojas', 'Rosa Carmen'), 0.9],
    [of('De la Cruz Rojas', 'Rosa'), of('Cruz Rojas', 'Rosa'), 0.95],
    [of('Juan Carlos', 'Quispe Mamani'), of('Quispe Mamani', 'Juan Carlos'), 0.9],
    ['QUISPE MAMANI JUAN CARLOS', of('Quispe Mamani', 'Juan Carlos'), 0.99],
    ['Juan Carlos Quispe Mamani', of('Quispe Mamani', 'Juan Carlos'), 0.99],
    ['Juan Quispe', of('Quispe Mamani', 'Juan Carlos'), 0.85],
    [of('Pérez Soto', 'Ma. Elena'), of('Perez Soto', 'María Elena'), 1],
    [of('Rojas vda. de Soto', 'Ana'), of('Rojas Soto', 'Ana'), 0.95],
    [of('Huamán Ccori', 'J.'), of('Waman Qori', 'Jorge'), 0.85],
    [of('NUÃ‘EZ SOTO', 'Luis'), of('Núñez Soto', 'Luis'), 1],
  ])('%j and %j are at least %d alike', (a, b, atLeast) => expect(likeness(a, b)).toBeGreaterThanOrEqual(atLeast));
});

describe('two people', () => {
  test.each<[PersonName, PersonName, number]>([
    [of('Quispe Mamani', 'Juan'), of('Quispe Mamani', 'Pedro'), 0.6],
    [of('Quispe Mamani', 'Juan'), of('Rojas Soto', 'Juan'), 0.6],
    [of('Quispe Mamani', 'Juan'), of('Quispe Rojas', 'Juan'), 0.8],
    ['QUISPE MAMANI JUAN', 'QUISPE MAMANI PEDRO', 0.6],
    [of('Quispe Mamani', 'Mario'), of('Quispe Mamani', 'Elena'), 0.6],
    ['Quispe', of('Quispe Mamani', 'Juan'), 0.7],
    [of('', ''), of('Quispe', 'Juan'), 0.01],
    ['', '', 0.01],
  ])('%j and %j are less than %d alike', (a, b, below) => expect(likeness(a, b)).toBeLessThan(below));
});

const surname = fc.constantFrom(
  'Quispe',
  'Mamani',
  'Rojas',
  'Huamán',
  'De la Cruz',
  'Chávez',
  'Ñaupari',
  'Shirico',
  'Pérez',
);
const given = fc.constantFrom('Juan', 'María', 'Elmer', 'Nelly', 'Rosa del Carmen', 'Luz', 'José', 'Wilmer');
const person = fc.record({
  surnames: fc.array(surname, { minLength: 0, maxLength: 2 }).map((s) => s.join(' ')),
  given: fc.array(given, { minLength: 0, maxLength: 2 }).map((s) => s.join(' ')),
});

describe('for every pair of names', () => {
  test('likeness is between 0 and 1, the same in both directions, and 1 with itself', () => {
    fc.assert(
      fc.property(fc.oneof(person, fc.string()), fc.oneof(person, fc.string()), (a, b) => {
        const there = likeness(a, b);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
        expect(Math.abs(there - likeness(b, a))).toBeLessThan(1e-9);
        const self = likeness(a, a);
        expect(self === 0 || self > 0.999).toBe(true);
      }),
    );
  });

  test('accents, case and punctuation never matter', () => {
    fc.assert(
      fc.property(person, person, (a, b) => {
        const shout = { surnames: plain(a.surnames), given: plain(a.given) };
        expect(likeness(shout, b)).toBeCloseTo(likeness(a, b), 9);
      }),
    );
  });
});

const plain = (text: string): string => ` ${text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()}. `;
