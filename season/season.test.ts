import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { type Ledger, openLedger } from '#kernel/ledger/ledger.ts';
import { verify } from '#kernel/ledger/verify.ts';
import type { Question } from '#kernel/server/question.ts';
import { readerOn, reading } from '#kernel/server/reading.ts';
import { testDatabase } from '#kernel/server/testDatabase.ts';
import { programmeRegistry } from '#programme/capabilities.ts';
import { breakdown } from '#programme/indicators/drilling.ts';
import { type Result, results } from '#programme/indicators/queries.ts';
import { tellSeason } from './season.ts';
import { type ToldSeason, toldSeason } from './toldSeason.ts';

async function ask<S extends z.ZodMiniType, V>(
  of: ToldSeason,
  question: Question<S, V>,
  params: z.output<S>,
): Promise<V> {
  const { programme } = of.note;
  const actor = { id: programme, programme, grants: [{ role: 'administrator' as const, scopes: 'all' as const }] };
  return reading(of.pool, programme, (client) =>
    question.answer(readerOn(client), params, { actor, programme, language: 'es', scopes: 'all' }),
  );
}

let told: ToldSeason;
let all: readonly Result[];
beforeAll(async () => {
  told = await toldSeason(1);
  all = await ask(told, results, {});
}, 600_000);
afterAll(() => told?.close());

const of = (code: string, period = 'life'): number => {
  const found = all.find((r) => r.code === code && r.period === period);
  if (!found) throw new Error(`${code} ${period} is not counted`);
  return Number(found.value);
};
const count = async (sql: string): Promise<number> =>
  Number((await told.pool.query(`select count(*)::int as n from ${sql}`)).rows[0].n);

test('year 1: more than 300 producers trained, 20 promoters', () => {
  expect(of('producers_trained', 'year1')).toBeGreaterThan(300);
  expect(of('promoters_active', 'year1')).toBe(20);
});

test('year 2: more than 550 additional producers, 30 promoters, two nurseries of 30,000 plants, sales that feed the fund', async () => {
  expect(of('producers_trained_new', 'year2')).toBeGreaterThan(550);
  expect(of('promoters_active', 'year2')).toBe(30);
  expect(of('nursery_count', 'year2')).toBe(2);
  expect(of('nursery_capacity_plants', 'year2')).toBe(60_000);
  expect(await count('nursery_capacity where capacity = 30000')).toBe(2);
  expect(await count('nursery_nursery n join people_person p on p.id = n.host and p.same_as is null')).toBe(2);
  expect(of('seedlings_sold', 'year2')).toBeGreaterThan(40_000);
  expect(of('fund_capital', 'year2')).toBeGreaterThan(100_000);
});

test('year 3: 50 promoters; the fund pays for 60,000 seedlings more and finances 40 drying kits', () => {
  expect(of('promoters_active', 'year3')).toBe(50);
  expect(Math.round(of('fund_financed_seedlings', 'year3') / 1000)).toBe(60);
  expect(of('drying_kits_financed')).toBe(40);
});

test('end: 2,612 producers reached, most with more income than their own baseline; 68,000 plants a year; three of ten are women', () => {
  expect(of('producers_reached')).toBe(2612);
  for (const code of ['producers_income_up', 'producers_production_up']) {
    expect(of(code) / 2612).toBeGreaterThan(0.7);
    expect(of(code) / 2612).toBeLessThan(0.97);
  }
  expect(of('nursery_count')).toBe(2);
  expect(of('nursery_capacity_plants')).toBe(68_000);
  for (const service of ['', '.assistance', '.financing', '.equipment']) {
    expect(of(`women_share${service}`)).toBeGreaterThanOrEqual(29);
    expect(of(`women_share${service}`)).toBeLessThanOrEqual(31);
  }
});

test('cocoa is bought in certified centres, in lots that trace to plots, but for a little', () => {
  expect(of('cocoa_bought_kg')).toBeGreaterThan(2_000_000);
  expect(of('traceable_share')).toBeGreaterThan(97);
  expect(of('traceable_share')).toBeLessThan(100);
});

test('the life of the programme is the sum of the new people of its years', () => {
  const years = ['year1', 'year2', 'year3'];
  expect(years.reduce((sum, year) => sum + of('producers_trained_new', year), 0)).toBe(of('producers_trained'));
  expect(years.reduce((sum, year) => sum + of('producers_trained', year), 0)).toBeGreaterThan(of('producers_trained'));
});

test('a hundred thousand facts, none refused or unread, with what goes wrong in any season and no more', async () => {
  const { facts, outcomes, flags } = told.note;
  expect(facts).toBeGreaterThan(100_000);
  expect(Object.keys(outcomes).sort()).toEqual(['accepted', 'flagged', 'held']);
  expect(outcomes['flagged']).toBeLessThan(90);
  expect(await count('people_person where same_as is not null')).toBe(6);
  expect(flags).toMatchObject({ 'flagged plots.overlap': 1 });
  expect(await count("ledger_fact where kind = 'ledger.voided'")).toBe(1);
  expect(await count('ledger_fact where corrects is not null')).toBe(1);
  // A phone without signal for eleven weeks: its facts came late, and what built on them waited.
  expect(await count('ledger_fact where received_ms - at_ms > 70 * 86400000::bigint')).toBeGreaterThan(5);
  expect(outcomes['held']).toBeGreaterThan(0);
  expect(await count('ledger_held')).toBe(0);
});

test('the days, groups and farms are those of the central jungle', async () => {
  expect(await count("training_session where on_day not between '2020-02-01' and '2023-01-31'")).toBe(0);
  expect(await count("training_session where audience = 'producers' and named > 30 and not void")).toBe(0);
  const small = await count("training_session where audience = 'producers' and named < 6 and not void");
  expect(small / (await count('training_session'))).toBeLessThan(0.05);
  expect(await count('plots_plot where boundary is not null and district is null')).toBe(0);
  const { rows } = await told.pool.query(
    'select avg(area_m2)::float8 / 10000 as area, max(area_m2)::float8 / 10000 as most from plots_plot where boundary is not null',
  );
  expect(rows[0].area).toBeGreaterThan(1.2);
  expect(rows[0].area).toBeLessThan(2.5);
  for (const year of ['year1', 'year2', 'year3']) {
    expect(of('yield_kg_ha', year)).toBeGreaterThan(300);
    expect(of('yield_kg_ha', year)).toBeLessThan(900);
  }
  expect(
    await count("book_balance b join book_account a on a.id = b.account where a.kind = 'fund.cash' and b.amount < 0"),
  ).toBe(0);
});

test('the log verifies, with the book', async () => {
  expect(await verify(told.pool, told.note.programme)).toMatchObject({ ok: true, broken: null });
}, 120_000);

test('the same seed tells the same bytes; a smaller season opens to its facts and is rebuilt as it was', async () => {
  const [first, again] = [await toldSeason(0.02), await testDatabase()];
  try {
    const [ledger, other] = [
      await openLedger(first.pool, programmeRegistry()),
      await openLedger(again.pool, programmeRegistry()),
    ];
    await tellSeason(other, { scale: 0.02 });
    expect(await other.programmes()).toEqual(await ledger.programmes());
    for (const { code, period, value, evidence } of await ask(first, results, {})) {
      const opened = await ask(first, breakdown, {
        code,
        period,
      });
      expect([code, period, opened.value ?? 0, opened.evidence]).toEqual([code, period, value ?? 0, evidence]);
    }
    const rebuilt = await ledger.rebuild(first.note.programme);
    expect(rebuilt).toMatchObject({ identical: true });
  } finally {
    await first.close();
    await again.close();
  }
}, 300_000);

test('a telling that is given up leaves no batch under way: who stops it may close the house at once', async () => {
  const database = await testDatabase();
  const ledger = await openLedger(database.pool, programmeRegistry());
  let [sent, underWay] = [0, 0];
  const watched = new Proxy(ledger, {
    get: (from, key) =>
      key !== 'record'
        ? Reflect.get(from, key)
        : async (...given: Parameters<Ledger['record']>) => {
            sent += 1;
            underWay += 1;
            return ledger.record(...given).finally(() => {
              underWay -= 1;
            });
          },
  });
  const giveUp = () => {
    if (sent > 0) throw new Error('Ctrl-C');
  };
  await expect(tellSeason(watched, { scale: 0.02, progress: giveUp })).rejects.toThrow('Ctrl-C');
  expect({ sent: sent > 0, underWay }).toEqual({ sent: true, underWay: 0 });
  await database.close();
});
