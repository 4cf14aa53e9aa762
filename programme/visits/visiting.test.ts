import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plusDays } from '#kernel/pure/day.ts';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { due } from './dueQueries.ts';
import { metresFromPlot } from './place.ts';
import { daysSaid, dueReasons, morePressing, type Standing, standingOf, whyVisit } from './priority.ts';

const quiet: Standing = {
  registeredOn: '2020-01-01',
  lastVisitOn: '2022-05-01',
  nextOn: null,
  owedSince: null,
  askedOn: null,
  assessed: 4,
  applied: 3,
};
const codes = (of: Partial<Standing>, today = '2022-05-20') => whyVisit({ ...quiet, ...of }, today).map((r) => r.code);

test('each reason has its day, and not a day before', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ askedOn: '2022-05-20' })).toEqual(['asked']);
  expect(codes({ owedSince: '2022-05-20' })).toEqual([]);
  expect(codes({ owedSince: '2022-05-19' })).toEqual(['advice']);
  expect(codes({ nextOn: '2022-05-21' })).toEqual([]);
  expect(codes({ nextOn: '2022-05-20' })).toEqual(['agreed']);
  expect(codes({}, plusDays('2022-05-01', 119))).toEqual([]);
  expect(codes({}, plusDays('2022-05-01', 120))).toEqual(['long-ago']);
  expect(codes({ applied: 1 }, plusDays('2022-05-01', 59))).toEqual([]);
  expect(codes({ applied: 1 }, plusDays('2022-05-01', 60))).toEqual(['low-adoption']);
  expect(codes({ applied: 2, assessed: 6 }, plusDays('2022-05-01', 60))).toEqual([]);
  expect(codes({ lastVisitOn: null, registeredOn: '2022-05-07' })).toEqual([]);
  expect(codes({ lastVisitOn: null, registeredOn: '2022-05-06' })).toEqual(['new']);
  expect(codes({ askedOn: '2022-05-01', owedSince: '2022-05-01', nextOn: '2022-05-01' })).toEqual([
    'asked',
    'advice',
    'agreed',
  ]);
});

test('the days said are those since what happened', () => {
  const [longAgo] = whyVisit(quiet, plusDays('2022-05-01', 130));
  expect(longAgo && daysSaid(longAgo)).toBe(130);
  const [advice] = whyVisit({ ...quiet, owedSince: '2022-05-10' }, '2022-05-20');
  expect(advice && daysSaid(advice)).toBe(10);
});

test('the order of the list is one order: nobody is before herself, and a request goes before everything', () => {
  const reasons = fc.array(
    fc.record({ code: fc.constantFrom(...dueReasons), days: fc.integer({ min: 0, max: 900 }) }),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(reasons, reasons, reasons, (a, b, c) => {
      expect(Math.sign(morePressing(a, b)) + Math.sign(morePressing(b, a))).toBe(0);
      if (morePressing(a, b) <= 0 && morePressing(b, c) <= 0) expect(morePressing(a, c)).toBeLessThanOrEqual(0);
      if (a[0]?.code === 'asked' && b[0]?.code !== 'asked') expect(morePressing(a, b)).toBeLessThan(0);
    }),
  );
});

test('a standing is read off visits that stand, the latest score of each practice and the oldest debt', () => {
  const visit = (on: string, more: object = {}) => ({
    person: 'p',
    on,
    nextOn: null,
    void: false,
    adoption: {},
    advice: [],
    ...more,
  });
  const owes = (due: string, state = 'open') => ({ practice: 'pruning', due, state });
  const visits = [
    visit('2022-03-01', { adoption: { pruning: 1, shade: 3 }, nextOn: '2022-04-01', advice: [owes('2022-06-01')] }),
    visit('2022-01-01', {
      adoption: { pruning: 3 },
      advice: [owes('2022-02-01', 'notYet'), owes('2021-02-01', 'done')],
    }),
    visit('2022-09-01', { void: true, adoption: { shade: 0 } }),
  ];
  const asked = [
    { on: '2022-02-01', visit: 'v', void: false },
    { on: '2022-04-02', visit: null, void: false },
  ];
  expect(standingOf('2020-01-01', visits, asked)).toEqual({
    registeredOn: '2020-01-01',
    lastVisitOn: '2022-03-01',
    nextOn: '2022-04-01',
    owedSince: '2022-02-01',
    askedOn: '2022-04-02',
    assessed: 2,
    applied: 1,
  });
});

const square: [number, number][] = [
  [-74.6, -11.2],
  [-74.599, -11.2],
  [-74.599, -11.199],
  [-74.6, -11.199],
  [-74.6, -11.2],
];

test('inside a plot is no distance, outside it is measured to the border, without a border to its point', () => {
  const plot = { ring: square, lon: -74.5995, lat: -11.1995 };
  expect(metresFromPlot([-74.5999, -11.1999], plot)).toBe(0);
  expect(metresFromPlot([-74.6, -11.201], plot)).toBe(111);
  expect(metresFromPlot([-74.601, -11.1995], plot)).toBe(109);
  expect(metresFromPlot([-74.5995, -11.2005], { ...plot, ring: null })).toBe(111);
  expect(metresFromPlot([-74.6, -11.2], { ring: null, lon: null, lat: null })).toBe(null);
});

let story: Story;
let rosa: string;
let elmer: string;
let plot: string;

beforeAll(async () => {
  story = await openStory();
  rosa = await story.joins('Rosa Ríos', 'technician', [story.zone]);
  const who = { givenNames: 'Elmer', familyNames: 'Ñari Poma', sex: 'M', zone: story.zone, district: '120601' };
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  elmer = (await story.tell('people.producerRegistered', { ...who, consents, on: story.on })).id;
  const farm = { person: elmer, name: 'Alto', crop: 'cocoa', tenure: 'title', on: story.on };
  plot = (await story.tell('plots.plotRegistered', farm)).id;
  await story.tell('plots.boundaryMapped', { plot, ring: square, method: 'walk', accuracyCm: 400, on: story.on });
});
afterAll(() => story.close());

const visited = (on: string, seen: object = {}, how: object = {}) =>
  story.tell(
    'visits.visitMade',
    { person: elmer, plot, purpose: 'followUp', minutes: 60, adoption: [], advice: [], closed: [], on, ...seen },
    { by: rosa, ...how },
  );
const here = { lon: -74.5995, lat: -11.1995, accuracyM: 8 };

test('a visit is made on the plot or says why not; a practice claimed anew has a picture or a reason', async () => {
  const pruned = { adoption: [{ practice: 'pruning', score: 2 }] };
  expect((await visited('2020-05-05', { ...here, ...pruned })).codes).toEqual(['visits.adoption-unproved']);
  // She applied it last time: nothing new is claimed.
  expect((await visited('2020-06-05', { ...here, ...pruned })).codes).toEqual([]);
  const away = { lon: -74.61, lat: -11.2, accuracyM: 8 };
  expect((await visited('2020-07-05', away)).flags).toMatchObject([
    { code: 'visits.off-plot', params: { metres: 1092 } },
  ]);
  expect((await visited('2020-07-06', { ...away, awayWhy: 'en su casa' })).codes).toEqual([]);
  const shade = { adoption: [{ practice: 'shade', score: 3 }] };
  expect((await visited('2020-07-07', { ...here, ...shade, noPhoto: 'llovía' })).codes).toEqual([]);
  // A form from before says nothing of its accuracy and is not measured by new rules.
  expect(
    (await visited('2020-07-08', { lon: -74.61, lat: -11.2, adoption: [{ practice: 'liming', score: 3 }] })).codes,
  ).toEqual([]);
  expect((await visited('2020-07-09', { minutes: 6 })).codes).toEqual(['visits.unlikely-length']);
});

test('a commitment is dropped for a reason', async () => {
  await visited('2020-08-01', { advice: [{ practice: 'drainage', due: '2020-09-01' }] });
  const dropped = (why?: string) => ({
    ...here,
    closed: [{ practice: 'drainage', state: 'dropped', ...(why ? { why } : {}) }],
  });
  const first = await visited('2020-08-20', dropped());
  expect(first.codes).toEqual(['visits.dropped-without-reason']);
  expect((await visited('2020-08-20', dropped('vendió esa parte'), { corrects: first.id })).codes).toEqual([]);
});

test('who asked is first on the office’s list until she is visited, and again when that visit is taken back', async () => {
  const reasons = async (on: string) =>
    (await story.ask(due, { on })).rows.find((row) => row.person === elmer)?.reasons.map((r) => [r.code, r.days]);
  await visited('2021-01-10', { nextOn: '2021-04-01' });
  expect(await reasons('2021-03-01')).toBe(undefined);
  expect(await reasons('2021-04-03')).toEqual([['agreed', 2]]);
  await story.tell('visits.visitAsked', { person: elmer, matter: 'pest', on: '2021-02-27' });
  expect(await reasons('2021-03-01')).toEqual([['asked', 2]]);
  const came = await visited('2021-03-02');
  expect(await reasons('2021-03-03')).toBe(undefined);
  await story.tell('ledger.voided', { fact: came.id, reason: 'another farm', on: '2021-03-04' });
  expect(await reasons('2021-03-03')).toEqual([['asked', 4]]);
});
