import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, writeCursor } from './cursor.ts';

const place = fc.record({ since: fc.nat(5), kinds: fc.constantFrom('438d0291', 'ab12cd34') });
const cursor = fc.record({
  epoch: fc.nat(9),
  through: fc.nat(99),
  scopes: fc.dictionary(fc.uuid(), place, { maxKeys: 8, noNullPrototype: true }),
});

test('a cursor is read as it was written, and as older servers wrote it', () => {
  fc.assert(
    fc.property(cursor, (made) => {
      expect(readCursor(writeCursor(made))).toEqual(made);
      expect(readCursor(JSON.stringify(made))).toEqual(made);
    }),
    { seed: 3 },
  );
});

test.each(['', 'x', '{}', '{"e":1,"t":1,"at":[[0,"k","12"]]}', '{"epoch":"x"}'])('%s is no cursor of ours', (text) => {
  expect(readCursor(text)).toBeNull();
});
