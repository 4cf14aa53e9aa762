import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCounting } from './countingStory.ts';

const days = ['2020-03-01', '2020-12-20', '2021-01-31', '2021-02-01', '2021-07-07', '2022-02-01', '2023-01-31'];
const people = 7;
const who = fc.nat({ max: people - 1 });

type Step =
  | { readonly does: 'teach'; readonly people: number[]; readonly day: string; readonly minutes: number }
  | { readonly does: 'visit'; readonly person: number; readonly day: string }
  | { readonly does: 'merge'; readonly person: number; readonly duplicate: number }
  | { readonly does: 'void'; readonly nth: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('teach' as const),
      people: fc.uniqueArray(who, { minLength: 1, maxLength: 4 }),
      day: fc.constantFrom(...days),
      minutes: fc.constantFrom(45, 120),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('visit' as const), person: who, day: fc.constantFrom(...days) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('merge' as const), person: who, duplicate: who }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('void' as const), nth: fc.nat({ max: 20 }) }) },
);

interface Happened {
  readonly id: string;
  readonly people: readonly number[];
  readonly year: number;
  readonly minutes: number;
  readonly taught: boolean;
  taken: boolean;
}

const yearOf = (day: string) => (day < '2021-02-01' ? 1 : day < '2022-02-01' ? 2 : 3);

/** Counting as a person with a pencil would: sets of people per year, nothing clever. */
function pencil(happened: readonly Happened[], sameAs: ReadonlyMap<number, number>) {
  const root = (person: number): number => {
    const next = sameAs.get(person);
    return next === undefined ? person : root(next);
  };
  const years = [1, 2, 3].map((year) => {
    const own = happened.filter((h) => !h.taken && h.year === year);
    const reached = new Set(own.flatMap((h) => h.people.map(root)));
    const minutes = new Map<number, number>();
    for (const h of own.filter((one) => one.taught))
      for (const person of new Set(h.people.map(root))) minutes.set(person, (minutes.get(person) ?? 0) + h.minutes);
    return { reached, trained: new Set([...minutes].filter(([, sum]) => sum >= 120).map(([person]) => person)) };
  });
  const periods = (of: 'reached' | 'trained') => ({
    year1: years[0]?.[of].size,
    year2: years[1]?.[of].size,
    year3: years[2]?.[of].size,
    life: new Set(years.flatMap((year) => [...year[of]])).size,
  });
  const before = new Set<number>();
  const fresh = years.map((year) => {
    const found = [...year.trained].filter((person) => !before.has(person));
    for (const person of found) before.add(person);
    return found.length;
  });
  return { reached: periods('reached'), trained: periods('trained'), fresh };
}

test('whatever is taught, visited, merged and taken back, the counts are those of a person with a pencil', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 28 }), async (steps) => {
      const story = await openCounting();
      try {
        const ids: string[] = [];
        for (let i = 0; i < people; i += 1) ids.push(await story.registers());
        const happened: Happened[] = [];
        const sameAs = new Map<number, number>();
        for (const one of steps) {
          if (one.does === 'teach') {
            const { id } = await story.teaches(
              one.people.map((p) => ids[p] as string),
              one.day,
              { minutes: one.minutes },
            );
            happened.push({
              id,
              people: one.people,
              year: yearOf(one.day),
              minutes: one.minutes,
              taught: true,
              taken: false,
            });
          } else if (one.does === 'visit') {
            const { id } = await story.visits(ids[one.person] as string, one.day);
            happened.push({ id, people: [one.person], year: yearOf(one.day), minutes: 0, taught: false, taken: false });
          } else if (one.does === 'merge') {
            const told = await story.merges(ids[one.person] as string, ids[one.duplicate] as string);
            if (told.outcome === 'accepted') sameAs.set(one.duplicate, one.person);
          } else {
            const taken = happened[one.nth];
            if (!taken || taken.taken) continue;
            await story.voids(taken.id);
            taken.taken = true;
          }
        }
        const model = pencil(happened, sameAs);
        expect(await story.counted('producers_trained')).toEqual(model.trained);
        expect(await story.counted('producers_reached')).toEqual(model.reached);
        expect(Object.values(await story.counted('producers_trained_new'))).toEqual(model.fresh);
        expect(model.fresh.reduce((sum, n) => sum + n, 0)).toBe(model.trained.life);
      } finally {
        await story.close();
      }
    }),
    { numRuns: 6, seed: 20 },
  );
});
