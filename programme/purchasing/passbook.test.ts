import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '#programme/openCentre.ts';
import { passbook } from './passbook.ts';

let at: Centre;
beforeAll(async () => {
  at = await openCentre();
});
afterAll(() => at.close());

const reads = (person: string) =>
  passbook.answer(
    at.reader,
    {},
    {
      actor: { id: person, programme: at.programme, person, grants: [{ role: 'producer', scopes: [at.zone] }] },
      programme: at.programme,
      language: 'es',
      scopes: [at.zone],
    },
  );

test('her passbook tells what she brought, owes, agreed on and was promised, under any of her records', async () => {
  const { zone, elmer, fund } = at;
  const rosa = await at.joins('Rosa Inga', 'technician', [zone]);
  const twice = await at.registers('Elmer', 'Kispe Rojas');
  await at.tell('people.passbookOpened', { person: elmer, on: at.on });
  const kit = await at.tell('fund.goodsListed', {
    fund,
    name: 'Kit de secado',
    sort: 'dryingKit',
    price: 60_000,
    on: at.on,
  });
  const lent = { goods: kit.id, quantity: 1, unitPrice: 60_000, payment: 'credit' };
  await at.tell('fund.goodsDelivered', { ...lent, person: twice, on: '2021-02-01' });
  await at.tell('fund.goodsDelivered', { ...lent, person: elmer, on: '2021-05-01' });
  await at.tell('people.duplicateMerged', { person: elmer, duplicate: twice, reason: 'el mismo', on: at.on });
  const bought = await at.buys({ deducted: 70_000, fund, paid: 671_765 - 70_000 });
  const visit = await at.tell(
    'visits.visitMade',
    {
      person: twice,
      purpose: 'followUp',
      minutes: 60,
      adoption: [],
      advice: [{ practice: 'pruning', due: '2021-09-01', note: 'Empezar por el lado del río' }],
      closed: [],
      nextOn: '2099-12-01',
      on: '2021-07-01',
    },
    { by: rosa },
  );

  const seen = await reads(elmer);
  expect(seen).toMatchObject({ id: elmer, names: 'Elmer Quispe Rojas', code: expect.stringMatching(/^\w{4}-\w{4}$/) });
  expect(seen.deliveries).toMatchObject([
    { id: bought.id, net: 410_800, payable: 405_900, per_kg: 1655, amount: 671_765, deducted: 70_000, paid: 601_765 },
  ]);
  expect(seen.years).toMatchObject([{ year: 2021, purchases: 1, amount: 671_765 }]);
  // The oldest credit is paid first; of the second S/ 500.00 are left.
  expect(seen.debt).toMatchObject({ balance: 50_000, back: 0, next_due: { amount: 50_000, due: '2022-05-01' } });
  expect(seen.debt.moves.map((move) => move.amount)).toEqual([-70_000, 60_000, 60_000]);
  expect(seen.goods.map((line) => line.name)).toEqual(['Kit de secado', 'Kit de secado']);
  expect(seen.visits).toMatchObject([{ id: visit.id, visitor: 'Rosa Inga' }]);
  expect(seen.commitments).toMatchObject([
    { practice: 'pruning', due: '2021-09-01', state: 'open', note: 'Empezar por el lado del río' },
  ]);
  expect(seen.consents.map(({ purpose, given }) => [purpose, given])).toEqual([
    ['programme', true],
    ['buyers', false],
    ['photos', false],
  ]);
  expect((await reads(twice)).id).toBe(elmer);

  const said = await at.tell(
    'people.mistakeReported',
    { person: elmer, part: 'delivery', line: bought.id, words: 'Fueron nueve sacos', on: at.on },
    { by: elmer },
  );
  const answer = { report: said.id, person: elmer, outcome: 'explained', words: 'Uno era de su hermano', on: at.on };
  await at.tell('people.mistakeAnswered', answer, { by: rosa });
  await at.tell('ledger.voided', { fact: bought.id, reason: 'de otra persona', on: at.on });
  const after = await reads(elmer);
  expect([after.deliveries, after.debt.balance]).toEqual([[], 120_000]);
  expect(after.reports).toMatchObject([
    { line: bought.id, words: 'Fueron nueve sacos', outcome: 'explained', answer: 'Uno era de su hermano' },
  ]);
});

test('nobody reads another’s passbook: it takes no name, and an erased person has none', async () => {
  const luz = await at.registers('Luz', 'Poma');
  expect(Object.keys((passbook.params as unknown as { _zod: { def: { shape: object } } })._zod.def.shape)).toEqual([]);
  expect((await reads(luz)).deliveries).toEqual([]);
  const manager = await at.joins('Ruth', 'programme-manager');
  const asked = await at.tell('people.erasureAsked', { person: luz, on: at.on });
  await at.tell('people.erasureApproved', { erasure: asked.id, on: at.on }, { by: manager });
  await expect(reads(luz)).rejects.toMatchObject({ refusals: [{ code: 'people.unknown-person' }] });
});
