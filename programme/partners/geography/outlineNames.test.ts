import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '#kernel/pure/fold.ts';
import { districtByInei } from './districts.ts';

const file = (name: string): Record<string, string[]> =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

test('every outline on the map carries the name that INEI gives its district', () => {
  const names = file('outlineNames.json');
  expect(Object.keys(names).sort()).toEqual(Object.keys(file('outlines.json')).sort());
  for (const [code, [district, province]] of Object.entries(names)) {
    expect([fold(district ?? ''), fold(province ?? '')]).toEqual([
      fold(districtByInei(code)?.name ?? '?'),
      fold(districtByInei(code)?.province ?? '?'),
    ]);
  }
});
