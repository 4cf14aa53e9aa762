import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { approval } from './approvalQuery.ts';
import { openGroup } from './groupStory.ts';

let story: Story;
let group: Awaited<ReturnType<typeof openGroup>>;

beforeAll(async () => {
  story = await openStory();
  group = await openGroup(story);
});
afterAll(() => story.close());

const standing = async (person: string, on: string, plot?: string) =>
  (await story.ask(approval, { person, on, plot })).standings[0];

test('a producer is inspected, decided on and listed; at the scale she is approved with what is left of her volume', async () => {
  const elmer = await group.member('Elmer');
  const { inspection, done } = await group.inspected(elmer, '2020-10-05', ['H1']);
  expect(done.outcome).toBe('accepted');
  expect(await standing(elmer.person, '2021-04-01')).toBeUndefined();
  expect((await group.lists([elmer], 2_000_000, '2020-12-20')).codes).toEqual(['certification.list-not-approved']);
  expect((await group.decides(inspection, elmer.person, 'approved')).outcome).toBe('accepted');
  expect((await group.lists([elmer], 2_000_001, '2020-12-20')).codes).toEqual(['certification.list-does-not-compute']);
  expect((await group.lists([elmer], 2_000_000, '2020-12-20')).outcome).toBe('accepted');
  const volume = { estimated: 2_000_000, used: 0, remaining: 2_000_000, mayBuy: 2_200_000 };
  expect(await standing(elmer.person, '2021-04-01', elmer.plot)).toMatchObject({ approved: true, ...volume });
  expect(await standing(elmer.person, '2022-01-01')).toMatchObject({ approved: false, reason: 'other-harvest' });
  const other = await group.plot(elmer.person);
  expect(await standing(elmer.person, '2021-04-01', other)).toMatchObject({ reason: 'plot-not-entered' });
  // A suspension takes effect at the scale at once; when it is lifted she has what was left.
  const again = await group.inspected(elmer, '2021-05-05', ['P1']);
  expect((await group.decides(again.inspection, elmer.person, 'approved', { on: '2021-05-10' })).codes).toEqual([
    'certification.open-critical',
  ]);
  await group.decides(again.inspection, elmer.person, 'suspended', { on: '2021-05-10' });
  expect(await standing(elmer.person, '2021-05-09')).toMatchObject({ approved: true });
  expect(await standing(elmer.person, '2021-05-10')).toMatchObject({ approved: false, reason: 'stopped' });
  const seen = {
    inspection: again.inspection,
    criterion: 'P1',
    closed: true,
    note: 'ya no hay envases',
    on: '2021-06-01',
  };
  expect((await story.tell('certification.actionSeen', seen, { by: group.inspector })).outcome).toBe('accepted');
  await group.decides(again.inspection, elmer.person, 'approved', { on: '2021-06-10' });
  expect(await standing(elmer.person, '2021-06-11')).toMatchObject({ approved: true, remaining: 2_000_000 });
});

test('nobody decides who inspected, advised, is bound to the producer, or is too few; whoever abstains may sit there', async () => {
  const nelly = await group.member('Nelly');
  const { inspection } = await group.inspected(nelly, '2020-10-06');
  const { inspector, adviser, ana, bruno, carla } = group;
  const visit = { person: nelly.person, purpose: 'followUp', minutes: 60, adoption: [], advice: [], closed: [] };
  await story.tell('visits.visitMade', { ...visit, on: '2020-09-01' }, { by: adviser });
  const tie = { staff: carla, person: nelly.person, tie: 'relative', on: '2020-09-02' };
  await story.tell('certification.conflictDeclared', tie);
  const codes = async (present: string[], abstained: string[] = []) =>
    (await group.decides(inspection, nelly.person, 'approved', { present, abstained })).codes;
  expect(await codes([ana, inspector])).toEqual(['certification.voter-inspected']);
  expect(await codes([ana, adviser])).toEqual(['certification.voter-adviser']);
  expect(await codes([ana, carla])).toEqual(['certification.voter-declared']);
  expect(await codes([ana, inspector], [inspector])).toEqual(['certification.no-quorum']);
  const stranger = await story.joins('Dora Díaz', 'me-officer');
  expect(await codes([ana, stranger])).toContain('certification.not-on-committee');
  expect(await codes([ana, bruno, inspector, adviser, carla], [inspector, adviser, carla])).toEqual([]);
});

test('whoever advised or is bound to a producer is not sent to inspect her, and is seen when she did', async () => {
  const olga = await group.member('Olga');
  const plan = (inspector: string) =>
    story.tell('certification.inspectionPlanned', {
      membership: olga.membership,
      inspector,
      because: 'annual',
      due: '2020-11-01',
      on: '2020-10-01',
    });
  expect((await plan(group.adviser)).codes).toEqual(['certification.not-an-inspector']);
  const planned = await plan(group.inspector);
  expect((await plan(group.inspector)).codes).toEqual(['certification.already-planned']);
  const tie = { staff: group.inspector, person: olga.person, tie: 'business', on: '2020-10-10' };
  await story.tell('certification.conflictDeclared', tie, { by: group.inspector });
  const report = { ...group.report(planned.id, '2020-11-01'), minutes: 10, present: false };
  const done = await story.tell('certification.inspectionDone', report, { by: group.inspector });
  expect(done.outcome).toBe('flagged');
  expect([...done.codes].sort()).toEqual([
    'certification.inspector-declared',
    'certification.nobody-there',
    'certification.too-quick',
  ]);
});

test('a plot in conversion gives no organic beans until its months are over', async () => {
  const pilar = await group.member('Pilar', '2018-05-31');
  const { inspection } = await group.inspected(pilar, '2020-10-07');
  await group.decides(inspection, pilar.person, 'approved', { act: 'A-9' });
  const [elmer] = await story.rows(
    `select membership, person from certification_listed where programme = $1 and certificate = $2`,
    [story.programme, group.certificate],
  );
  await group.lists([pilar, elmer as { membership: string; person: string }], 1_000_000, '2021-02-01');
  expect(await standing(pilar.person, '2021-05-30', pilar.plot)).toMatchObject({ reason: 'plot-in-conversion' });
  expect(await standing(pilar.person, '2021-05-31', pilar.plot)).toMatchObject({ approved: true });
  // The new list replaced the old one: what may be delivered is the new estimate, counted once.
  expect(await standing(String(elmer?.['person']), '2021-06-30')).toMatchObject({
    estimated: 1_000_000,
    remaining: 1_000_000,
  });
});
