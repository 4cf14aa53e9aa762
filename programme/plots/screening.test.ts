import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { landCase } from '#programme/plots/casesQueries.ts';
import { layer } from '#programme/plots/layersQueries.ts';
import { screening, verdict, verdicts } from '#programme/plots/screeningQueries.ts';

let story: Story;
let layerId = '';
let [technician, monitor] = ['', ''];
beforeAll(async () => {
  story = await openStory();
  technician = await story.joins('Nelly Soto', 'technician', [story.zone]);
  monitor = await story.joins('Carmen Díaz', 'me-officer');
  layerId = (await story.tell('plots.layerBrought', forest)).id;
});
afterAll(() => story.close());

const on = '2022-11-02';
const forest = {
  ...{
    kind: 'forest2020',
    name: 'Bosque sintético',
    version: '1',
    source: 'Semilla',
    licence: 'CC0',
    shows: '2020-12-31',
  },
  ...{
    fileName: 'bosque.tif',
    sha256: 'ab'.repeat(32),
    bytes: 1000,
    cells: 100,
    synthetic: true,
    from: '2022-01-01',
    on,
  },
  ...{ west: -75, south: -12, east: -74, north: -11 },
};
const rule = {
  name: 'whisp-perennial-1',
  sharePpm: 100_000,
  lossFromYear: 2021,
  treePercent: 30,
  protectedPpm: 50_000,
};

async function mapped(west: number): Promise<{ plot: string; boundary: string }> {
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const body = {
    givenNames: 'Rosa',
    familyNames: `Ríos ${west}`,
    sex: 'F',
    zone: story.zone,
    district: '120601',
    consents,
    on,
  };
  const person = (await story.tell('people.producerRegistered', body)).id;
  const plot = (await story.tell('plots.plotRegistered', { person, name: 'Alto', crop: 'cocoa', tenure: 'title', on }))
    .id;
  return { plot, boundary: (await maps(plot, west)).id };
}
const maps = (plot: string, west: number) => {
  const ring = [
    [west, -11.25],
    [west + 0.001, -11.25],
    [west + 0.001, -11.249],
    [west, -11.249],
    [west, -11.25],
  ];
  return story.tell('plots.boundaryMapped', { plot, ring, method: 'walk', accuracyCm: 400, on }, { by: technician });
};
type Ground = { verdict: 'low' | 'high' | 'more_info'; reasons: string[]; lostAfterPpm?: number };
const screens = (of: { plot: string; boundary: string }, ground: Ground, layers = [layerId]) =>
  story.tell('plots.plotScreened', {
    ...{ run: layerId, ...of, areaM2: 12_079.4, rule, unknownPpm: 0, treesPpm: 900_000, findings: [], on, ...ground },
    layers: layers.map((layer) => ({
      ...{ layer, kind: 'forest2020', version: '1', sha256: 'ab'.repeat(32) },
      ...{ coveredM2: 12_079.4, outsideM2: 0, nodataM2: 0, classes: [{ value: 1, m2: 12_079.4 }] },
    })),
  });
const now = async (plot: string) => (await story.ask(verdict, { plot })).now;

test('trees that stand open a case; a person with evidence decides it, never the one who mapped the plot', async () => {
  const of = await mapped(-74.61);
  const screened = await screens(of, { verdict: 'more_info', reasons: ['trees-standing'] });
  expect(await now(of.plot)).toMatchObject({ verdict: 'more_info', reason: 'trees-standing', case_state: 'open' });
  // The same layers, boundary and rule say nothing new.
  expect(await screens(of, { verdict: 'more_info', reasons: ['trees-standing'] })).toMatchObject({
    outcome: 'rejected',
    codes: ['plots.screening-known'],
  });
  const about = { case: screened.id, plot: of.plot, on: '2022-11-20' };
  const decides = (by: string, what = 'low') =>
    story.tell('plots.caseDecided', { ...about, verdict: what, reason: 'Cacao de 2008 bajo sombra' }, { by });
  expect((await decides(monitor)).codes).toEqual(['plots.case-no-evidence']);
  expect((await decides(technician)).codes).toEqual(['policy.not-your-role']);
  await story.tell('plots.caseVisited', { ...about, found: 'shaded-crop', plantedYear: 2008 }, { by: technician });
  await story.tell('partners.roleGranted', { staff: technician, role: 'me-officer', scopes: [], on });
  expect((await decides(technician)).codes).toEqual(['plots.case-own-boundary']);
  const decided = await decides(monitor);
  expect(decided.outcome).toBe('accepted');
  expect(await now(of.plot)).toMatchObject({
    verdict: 'low',
    reason: 'decided',
    at: '2022-11-20',
    decided_name: 'Carmen Díaz',
  });
  expect((await decides(monitor, 'high')).codes).toEqual(['plots.case-closed']);
  expect(await story.ask(landCase, { case: screened.id })).toMatchObject({
    state: 'decided',
    visits: 1,
    mapped_name: 'Nelly Soto',
  });
  // A new layer that says the same of the same ground leaves the decision; one that shows a fresh loss does not.
  const second = (await story.tell('plots.layerBrought', { ...forest, version: '2' })).id;
  await screens(of, { verdict: 'more_info', reasons: ['trees-standing'] }, [second]);
  expect(await now(of.plot)).toMatchObject({ verdict: 'low', case_state: 'decided' });
  await screens(of, { verdict: 'high', reasons: ['lost-after'], lostAfterPpm: 300_000 }, [second, layerId]);
  expect(await now(of.plot)).toMatchObject({ verdict: 'high', case_state: 'none' });
  expect((await story.ask(verdict, { plot: of.plot })).changes.map((c) => c.verdict)).toEqual([
    'high',
    'low',
    'more_info',
  ]);
  await story.tell('ledger.voided', { fact: decided.id, reason: 'otra parcela', on });
  expect((await story.ask(verdict, { plot: of.plot })).changes.map((c) => c.verdict)).toEqual(['high', 'more_info']);
});

test('a boundary drawn anew that clears a plot asks a second person: until then the worse verdict counts', async () => {
  const of = await mapped(-74.62);
  const high = await screens(of, { verdict: 'high', reasons: ['lost-after'], lostAfterPpm: 400_000 });
  await story.rows(`update plots_plot set boundary = boundary`);
  const moved = { plot: of.plot, boundary: (await maps(of.plot, -74.6199)).id };
  const low = await screens(moved, { verdict: 'low', reasons: ['no-trees'] });
  expect(await now(of.plot)).toMatchObject({
    verdict: 'high',
    reason: 'boundary-changed',
    changed_from: 'high',
    case_state: 'open',
  });
  const opened = await now(of.plot);
  const body = { case: opened?.case_id, plot: of.plot, verdict: 'low', reason: 'El lindero viejo era del vecino', on };
  expect((await story.tell('plots.caseDecided', body, { by: technician })).codes).toEqual(['plots.case-own-boundary']);
  await story.tell('plots.caseDecided', body, { by: monitor });
  expect(await now(of.plot)).toMatchObject({ verdict: 'low', reason: 'decided', changed_from: null });
  await story.tell('ledger.voided', { fact: low.id, reason: 'capa errada', on });
  expect(await now(of.plot)).toMatchObject({ verdict: 'high', screening: high.id });
});

test('a cleared plot that somebody doubts is not cleared until she is answered', async () => {
  const of = await mapped(-74.63);
  const screened = await screens(of, { verdict: 'low', reasons: ['no-trees'] });
  expect(await story.ask(verdict, { plot: of.plot })).toMatchObject({ cleared: true });
  await story.tell(
    'plots.caseOpened',
    { case: screened.id, plot: of.plot, reason: 'Vi humo en marzo', on },
    { by: technician },
  );
  expect(await now(of.plot)).toMatchObject({ verdict: 'more_info', reason: 'asked', case_state: 'open' });
  const board = await story.ask(screening);
  expect(board.verdict.map(({ key, n }) => [key, n]).sort()).toEqual([
    ['high', 2],
    ['more_info', 1],
  ]);
  const listed = await story.ask(verdicts);
  expect(listed.rows.map((row) => row['land_verdict'])).toEqual(['high', 'high', 'more_info']);
  expect(await story.ask(layer, { layer: layerId })).toMatchObject({
    plots: 3,
    screened: 3,
    synthetic: true,
    state: 'in-use',
  });
  const rebuilt = await story.ledger.rebuild(story.programme);
  expect(rebuilt.tables.filter((table) => !table.identical)).toEqual([]);
});
