import { expect, test } from 'vitest';
import { parse } from '#kernel/pure/fact.ts';
import { InspectionDone } from '#programme/certification/facts.ts';
import { organicScheme } from '#programme/certification/groupStory.ts';
import {
  allComply,
  answered,
  checklist,
  emptyInspecting,
  type Inspecting,
  lookBodies,
  minutesSince,
  missing,
  remembered,
  reportBody,
} from './inspecting.ts';
import type { OpenFinding, SchemeDoc } from './inspections.ts';

const scheme: SchemeDoc = { id: 's', ...organicScheme };
const today = '2021-09-01';
const plots = [{ id: 'p', name: null, lon: -74.6, lat: -11.25, areaM2: 1, declaredM2: null }];
const id = '01700000-0000-7000-8000-000000000001';

test('on the farm: one tap for a place, then the exceptions; a “no” asks what is done about it until when', () => {
  expect(checklist(scheme.criteria).map(({ at, points }) => [at, points.map((p) => p.code)])).toEqual([
    ['plot', ['P1', 'P2']],
    ['house', ['H1']],
    ['papers', ['R1']],
  ]);
  const before = remembered(scheme, { H1: 'na', P1: 'no', P2: 'yes' });
  expect(Object.keys(before)).toEqual(['H1']);
  let form: Inspecting = { ...emptyInspecting, inspection: id, said: before, lon: -74.6, lat: -11.25, metres: 5 };
  const of = { scheme, plots, open: [], today };
  expect(missing(form, of)).toEqual(['answers']);
  form = { ...form, said: allComply(form.said, scheme.criteria) };
  const [p1] = scheme.criteria;
  if (!p1) throw new Error('no criteria');
  form = { ...form, said: answered(form.said, p1, 'no', { scheme, today }) };
  expect(missing(form, of)).toEqual([]);
  expect(form.said['P1']?.due).toBe('2021-10-01');
  form = { ...form, step: 1 };
  expect(missing(form, of)).toEqual(['actions', 'present', 'kgHa']);
  form = {
    ...form,
    said: { ...form.said, P1: { ...form.said['P1'], answer: 'no', note: '', action: 'Retirar', due: '2021-10-01' } },
  };
  form = { ...form, present: 'yes', kgHa: '850' };
  expect(missing(form, of)).toEqual([]);
  const parsed = parse(InspectionDone.body, reportBody(form, scheme, { today, nowMs: 90 * 60_000 }), 'body');
  expect(parsed).toMatchObject({
    ok: true,
    value: { kgHa: 850, present: true, minutes: 90, lon: -74.6, actions: [{ criterion: 'P1', action: 'Retirar' }] },
  });
});

test('far from her plots, without a position, or with an earlier finding that nobody looked at, it says so first', () => {
  const finding: OpenFinding = { inspection: id, criterion: 'P2', level: 'major', due: today, action: 'Barrera' };
  const said = allComply({}, scheme.criteria);
  const of = { scheme, plots, open: [finding], today };
  const far = { ...emptyInspecting, said, lon: -74.5, lat: -11.25, metres: 10 };
  expect(missing(far, of)).toEqual(['place', 'looks']);
  const looked = { ...far, awayWhy: 'río crecido', looks: { [`${id}|P2`]: { closed: true, note: 'ya hay barrera' } } };
  expect(missing(looked, of)).toEqual([]);
  expect(lookBodies(looked, [finding], today)).toEqual([
    { inspection: id, criterion: 'P2', closed: true, note: 'ya hay barrera', on: today },
  ]);
  expect(minutesSince(0, 24 * 3_600_000)).toBe(90);
});
