import { expect, test } from 'vitest';
import type { Shown } from '#kernel/phone/overlay.ts';
import { dueOf } from './useDue.ts';
import { checklist, emptyVisiting, minutesSince, missing, type Visiting, visitBody } from './visiting.ts';
import { owedOf, scoresOf, type VisitDoc, type Visited, visitsOf } from './visits.ts';

const visit = (id: string, on: string, more: Partial<VisitDoc> = {}): Shown<VisitDoc> => {
  const made = { id, person: 'p', plot: null, zone: 'z', minutes: 60, purpose: 'followUp', nextOn: null, on };
  return { id, status: null, body: { ...made, void: false, adoption: {}, advice: [], ...more } };
};
const owes = (practice: string, due: string, state = 'open') => ({ practice, due, state });
const her = new Set(['p']);

test('what a visit of this phone closed is owed no more, before the server has heard of it', () => {
  const before = visit('a', '2022-01-01', { advice: [owes('pruning', '2022-02-01'), owes('shade', '2022-03-01')] });
  const here = visit('b', '2022-04-01', { closed: [{ practice: 'pruning', state: 'done' }] });
  expect(owedOf(visitsOf([before, here], her))).toEqual([{ practice: 'shade', due: '2022-03-01' }]);
  const sentBack = { ...here, status: 'correct' as const };
  expect(owedOf(visitsOf([before, sentBack], her))).toHaveLength(2);
});

test('a practice promised twice is closed once, with its oldest day', () => {
  const twice = [
    visit('a', '2022-01-01', { advice: [owes('pruning', '2022-05-01')] }),
    visit('b', '2022-02-01', { advice: [owes('pruning', '2022-03-01', 'notYet')] }),
  ];
  expect(owedOf(visitsOf(twice, her))).toEqual([{ practice: 'pruning', due: '2022-03-01' }]);
});

test('the checklist asks what was never answered, what is old and what was promised', () => {
  const visits = visitsOf(
    [
      visit('a', '2021-01-01', { adoption: { shade: 3, liming: 1 } }),
      visit('b', '2022-03-01', { adoption: { pruning: 2, liming: 2 } }),
    ],
    her,
  );
  const scores = scoresOf(visits);
  expect(scores.liming).toEqual({ score: 2, on: '2022-03-01' });
  const { open, unchanged } = checklist(scores, [{ practice: 'pruning' }], '2022-04-01');
  expect(unchanged).toEqual(['liming']);
  expect(open).toContain('shade');
  expect(open).toContain('pruning');
});

const known = { owed: [], plot: undefined, scores: {}, today: '2022-05-01' };
const form = (more: Partial<Visiting>): Visiting => ({ ...emptyVisiting, person: 'p', ...more });
const here = { lon: -74.6, lat: -11.2, metres: 8 };

test('a visit goes on when the place, every earlier commitment and what is claimed are answered', () => {
  expect(missing(form({}), known)).toEqual(['place', 'scores']);
  expect(missing(form({ awayWhy: 'en su casa', scores: { shade: 1 } }), known)).toEqual([]);
  expect(missing(form({ ...here, scores: { shade: 2 } }), known)).toEqual(['photos']);
  expect(missing(form({ ...here, scores: { shade: 2 }, noPhoto: 'lluvia' }), known)).toEqual([]);
  const owed = [{ practice: 'pruning' as const }];
  expect(missing(form(here), { ...known, owed })).toEqual(['closed']);
  const dropped = { pruning: { state: 'dropped' as const, why: ' ' } };
  expect(missing(form({ ...here, closed: dropped }), { ...known, owed })).toEqual(['closed']);
  const farAway = { ring: null, lon: -74.5, lat: -11.2, id: 'q', person: 'p', name: null, retired: false };
  expect(missing(form({ ...here, scores: { shade: 0 } }), { ...known, plot: farAway })).toEqual(['place']);
});

test('it is saved with days that have not passed', () => {
  const agreed = { ...here, step: 1, scores: { shade: 0 }, minutes: 45 };
  const advice = [{ practice: 'shade' as const, due: '2022-05-01', note: '' }];
  expect(missing(form({ ...agreed, advice }), known)).toEqual(['advice', 'nextOn']);
  const body = visitBody(form({ ...agreed, nextOn: '2022-07-01' }), '2022-05-01');
  expect(body).toMatchObject({
    accuracyM: 8,
    nextOn: '2022-07-01',
    adoption: [{ practice: 'shade', score: 0 }],
    minutes: 45,
  });
  expect(body).not.toHaveProperty('awayWhy');
});

test('the length is what has passed; a form that lay overnight says an hour', () => {
  expect(minutesSince(0, 47 * 60_000)).toBe(45);
  expect(minutesSince(0, 20 * 3_600_000)).toBe(60);
});

test('today’s list follows what this phone just recorded: who was visited here is on it no more', () => {
  const person = (id: string, sameAs: string | null = null): Shown<Visited> => ({
    id,
    status: null,
    body: { givenNames: id, familyNames: '', community: 'Alto', zone: 'z', sameAs, erased: false, on: '2020-01-01' },
  });
  const people = [person('p'), person('q'), person('twin', 'q')];
  const asked = [
    {
      id: 'r',
      status: null,
      body: { id: 'r', person: 'p', matter: 'pest', visit: null, on: '2022-04-20', void: false },
    },
  ];
  const old = visit('a', '2022-03-20');
  const twin = visit('t', '2022-03-20', { person: 'twin' });
  const before = dueOf(people, [old, twin], asked, '2022-05-01');
  expect(before.map((d) => [d.id, d.reasons[0]?.code])).toEqual([['p', 'asked']]);
  const now = { ...visit('b', '2022-05-01'), status: 'saved' as const };
  expect(dueOf(people, [old, twin, now], asked, '2022-05-01')).toEqual([]);
});
