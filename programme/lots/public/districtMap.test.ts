import { expect, test } from 'vitest';
import { districtMap } from './districtMap.ts';

const satipo = { code: '120601', name: 'Satipo', share: 700_000 };
const pangoa = { code: '120606', name: 'San <Martín>', share: 200_000 };

test('the districts that are told are drawn over their neighbours, darker where more grew, and named safely', () => {
  const drawn = districtMap([satipo, pangoa], 'Distritos de origen')?.html ?? '';
  expect(drawn.match(/class="origin"/g)).toHaveLength(2);
  expect(drawn.match(/class="around"/g)?.length).toBeGreaterThan(3);
  expect(drawn.match(/fill-opacity="([\d.]+)"/g)).toEqual(['fill-opacity="1.00"', 'fill-opacity="0.54"']);
  expect(drawn).toContain('San &lt;Martín&gt;');
  expect(drawn).not.toMatch(/NaN|Infinity/);
  // A page for a slow network: with all its neighbours no more than a small picture.
  expect(drawn.length).toBeLessThan(60_000);
});

test('without any district that may be told there is no map', () => {
  expect(districtMap([], 'x')).toBeNull();
  expect(districtMap([{ code: '999999', name: 'Nowhere', share: 1 }], 'x')).toBeNull();
});
