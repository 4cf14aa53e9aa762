import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { centimos, grams, list, maybe, text, whole } from '#kernel/pure/fields.ts';
import { fieldsOf, unitAt } from './fieldUnits.ts';
import { areaText, dayText, massText, momentText, moneyText, shareText } from './format.ts';
import { columnsOf } from './tableColumns.ts';
import { paramsOf } from './tableState.ts';

const columns = {
  on_day: { type: 'day' },
  sex: { type: 'text' },
  birth_year: { type: 'number' },
  amount: { type: 'money' },
  weight: { type: 'grams' },
  person: { type: 'id' },
} as const;

test('a filter is typed in soles and kilos and asked in céntimos and grams', () => {
  const filters = { amount: '12.5..', weight: '..45,3', on_day: '2021-03-01..2021-03-31', sex: 'F', gone: 'x' };
  const view = { page: 0, size: 25, sort: '-amount', q: '  rosa ', filters };
  expect(paramsOf(view, columns, { zone: 'z' })).toEqual({
    zone: 'z',
    'f.amount': '1250..',
    'f.weight': '..45300',
    'f.on_day': '2021-03-01..2021-03-31',
    'f.sex': 'F',
    q: 'rosa',
    sort: '-amount',
  });
});

test('an id is no column unless somebody draws it; codes bring their words and years no commas', () => {
  const keys = ['tiny.sex.F', 'tiny.sex.M'];
  const under = (prefix: string) => keys.filter((key) => key.startsWith(prefix));
  const shape = { columns, sort: 'on_day' };
  const shown = columnsOf('tiny.people', shape, {}, (key) => key, under);
  expect(shown.map((c) => c.name)).toEqual(['on_day', 'sex', 'birth_year', 'amount', 'weight']);
  expect(shown.find((c) => c.name === 'sex')).toMatchObject({ words: 'tiny.sex', codes: ['F', 'M'] });
  expect(shown.find((c) => c.name === 'birth_year')?.plain).toBe(true);
  const drawn = columnsOf('tiny.people', shape, { person: { show: () => 'Rosa' } }, (key) => key, under);
  expect(drawn.map((c) => c.name)).toContain('person');
});

test('values are written as people in Peru write them', () => {
  expect(moneyText(671765)).toBe('S/ 6,717.65');
  expect(moneyText(-5)).toBe('−S/ 0.05');
  expect(massText(45_300)).toBe('45.3 kg');
  expect(massText(12_500_000)).toBe('12.5 t');
  expect(areaText(24_300)).toBe('2.43 ha');
  expect(shareText(300_500)).toBe('30.1 %');
  expect(dayText('2021-03-12', 'es')).toBe('12 mar 2021');
  // Peru is five hours behind all year: half past midnight in UTC is the evening before.
  expect(momentText('2021-03-12T00:30:00.000Z', 'es')).toBe('11 mar 2021, 19:30');
});

test('a number of a fact finds its unit in the schema, through lists and optional parts', () => {
  const Sold = fact({
    kind: 'tiny.sold',
    body: z.strictObject({
      lines: list(z.strictObject({ price: centimos(), plants: whole(1) })),
      net: maybe(grams()),
      areaM2: whole(0),
      note: text(20),
    }),
    by: ['administrator'],
    within: 'programme',
    happened: true,
  });
  expect(fieldsOf(Sold)).toEqual(['lines', 'net', 'areaM2', 'note']);
  expect(unitAt(Sold, ['lines', 'price'])).toBe('money');
  expect(unitAt(Sold, ['lines', 'plants'])).toBeNull();
  expect(unitAt(Sold, ['net'])).toBe('grams');
  expect(unitAt(Sold, ['areaM2'])).toBe('area');
  expect(unitAt(undefined, ['net'])).toBeNull();
});
