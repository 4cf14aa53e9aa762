import { afterAll, beforeAll, expect, test } from 'vitest';
import { approval } from '#programme/certification/approvalQuery.ts';
import { openGroup } from '#programme/certification/groupStory.ts';
import { type Centre, openCentre } from '#programme/openCentre.ts';

let at: Centre;
let group: Awaited<ReturnType<typeof openGroup>>;
beforeAll(async () => {
  at = await openCentre();
});
afterAll(() => at.close());

const left = async (person: string) =>
  (await at.ask(approval, { person, on: '2021-06-30' })).standings.map((s) => [s.used, s.remaining, s.approved]);

test('certified receipts take from her volume; beyond it, or of somebody on no list, nothing goes unnoticed', async () => {
  // Without any certificate in the programme nobody is asked for one.
  expect((await at.buys()).codes).toEqual([]);
  group = await openGroup(at);
  const nelly = await group.member('Nelly');
  const { inspection } = await group.inspected(nelly, '2020-10-05');
  await group.decides(inspection, nelly.person, 'approved');
  await group.lists([nelly], 700_000, '2020-12-20');
  const sells = (of: Record<string, unknown> = {}, how: { corrects?: string } = {}) =>
    at.buys({ person: nelly.person, plot: nelly.plot, ...of }, how);

  expect((await at.buys()).codes).toEqual(['certification.claim.not-listed']);
  const first = await sells();
  expect(first.codes).toEqual([]);
  expect(await left(nelly.person)).toEqual([[410_800, 289_200, true]]);
  // Sold as conventional, wet beans counted as the dry ones they give, and a correction: only what is certified counts, once.
  await sells({ certified: false });
  expect((await sells({ ...at.wet, certified: true, gross: 101_200 })).codes).toEqual([]);
  expect(await left(nelly.person)).toEqual([[448_800, 251_200, true]]);
  const corrected = await sells({ gross: 312_000 }, { corrects: first.id });
  expect(corrected.codes).toEqual([]);
  expect(await left(nelly.person)).toEqual([[348_800, 351_200, true]]);
  const over = await sells();
  expect(over.codes).toEqual(['book.below-zero']);
  expect(await left(nelly.person)).toEqual([[759_600, -59_600, true]]);
  // Up to the tolerance of 70 kg she stays approved; the next sack is over it.
  await sells();
  expect(await left(nelly.person)).toEqual([[1_170_400, -470_400, false]]);
  const late = await sells();
  expect(late.codes).toEqual(['certification.claim.over-volume']);
  await at.tell('ledger.voided', { fact: over.id, reason: 'twice', on: '2021-06-30' });
  expect(await left(nelly.person)).toEqual([[759_600, -59_600, true]]);
  const other = await at.plants(nelly.person, 'El Bajo', 10_000);
  expect((await sells({ plot: other, gross: 20_000 })).codes).toEqual(['certification.claim.plot-not-entered']);
  // A list is no eraser: what was bought cannot be taken off the estimate.
  expect((await group.lists([nelly], 700_000, '2021-07-01')).codes).toEqual([]);
  expect((await group.lists([nelly], 600_000, '2021-07-01')).codes).toEqual(['book.below-zero']);
  const { tables } = await at.ledger.rebuild(at.programme);
  expect(tables.filter((t) => !t.identical)).toEqual([]);
});
