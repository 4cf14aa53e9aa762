import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded, uuid7 } from '#kernel/pure/ids.ts';
import { type Centre, openCentre } from '#programme/openCentre.ts';
import { Model } from './lotModel.ts';
import { traceBack } from './traceQueries.ts';

let one: Centre;
let batched: Centre;
let plots: (string | undefined)[];

// Two programmes with the same ids: one is told fact by fact, the other in batches of other sizes.
beforeAll(async () => {
  [one, batched] = await Promise.all([openCentre(), openCentre()]);
  expect(batched.centre).toBe(one.centre);
  plots = [undefined, one.plot];
  for (const name of ['Río Seco', 'Alto Perú']) {
    const plot = await one.plants(one.elmer, name, 2_000_000);
    expect(await batched.plants(batched.elmer, name, 2_000_000)).toBe(plot);
    plots.push(plot);
  }
});
afterAll(() => Promise.all([one.close(), batched.close()]));

const n = fc.nat(10_000);
/** What happens next; numbers choose among what there is. */
const happening = fc.record({
  what: fc.constantFrom(
    'buy',
    'buy',
    'receive',
    'receive',
    'make',
    'make',
    'make',
    'ship',
    'adjust',
    'correct',
    'void',
  ),
  a: n,
  b: n,
  grams: fc.integer({ min: 1, max: 400_000 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const chance = seeded(77);
let ms = Date.UTC(2030, 0, 1);
let seq = 0;
const newId = () => uuid7((ms += 1000), chance.bytes);

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly corrects?: string;
}

/** The season's next fact by what the model knows, or nothing when there is nothing to do it with. */
function next(h: Happening, model: Model): Told | null {
  const pick = <T>(of: readonly T[], by: number): T | undefined => of[by % Math.max(1, of.length)];
  const made = model.lotIds;
  const inputs = [pick(made, h.a), pick(made, h.b)].flatMap((lot) => (lot ? [{ lot, grams: h.grams }] : []));
  const where = { centre: one.centre, code: `C-${seq}`, on: '2021-06-20' };
  const state = h.a % 3 === 0 ? 'wet' : 'dry';
  if (h.what === 'buy') {
    const scaled = state === 'wet' ? one.wet : { certified: false };
    const weighed = { gross: h.grams, tare: 0, bags: 1, plot: pick(plots, h.b), payment: 'bank' };
    return {
      id: newId(),
      kind: 'purchasing.cocoaBought',
      body: one.receipt({ ...scaled, ...weighed, scale: undefined }),
    };
  }
  if (h.what === 'receive' && model.purchaseIds.length > 0) {
    const from = h.a % model.purchaseIds.length;
    const purchases = model.purchaseIds.slice(from, from + 1 + (h.b % 4));
    return { id: newId(), kind: 'lots.lotReceived', body: { ...where, purchases } };
  }
  if (h.what === 'make' && inputs.length > 0) {
    const process = pick(['fermentation', 'drying', 'selection', 'blending', 'splitting'], h.b);
    return {
      id: newId(),
      kind: 'lots.lotMade',
      body: { ...where, process, state, inputs, grams: 1 + (h.grams % 90_000) },
    };
  }
  if (h.what === 'ship' && inputs.length > 0)
    return { id: newId(), kind: 'lots.shipmentSent', body: { ...where, buyer: one.trader, inputs } };
  const lot = pick(made, h.a);
  if (h.what === 'adjust' && lot) {
    const delta = (h.b % 2 === 0 ? 1 : -1) * (h.grams % 5_000);
    return {
      id: newId(),
      kind: 'lots.lotAdjusted',
      body: { lot, delta, reason: 'count', sameLot: h.b % 3 === 0, on: where.on },
    };
  }
  const earlier = pick(model.standing, h.a);
  if (h.what === 'void' && earlier)
    return { id: newId(), kind: 'ledger.voided', body: { fact: earlier, reason: 'wrong', on: where.on } };
  const old = pick(
    model.standing.filter((id) => /lotMade|lotReceived/.test(model.kindOf(id))),
    h.a,
  );
  if (h.what !== 'correct' || !old) return null;
  const again = next({ ...h, what: model.kindOf(old) === 'lots.lotMade' ? 'make' : 'receive' }, model);
  return again && { ...again, corrects: old };
}

const envelope = ({ id, kind, body, corrects }: Told, at: Centre) => {
  seq += 1;
  const who = { programme: at.programme, author: at.programme, device: '0171511e-0000-7000-8000-0000000000aa', seq };
  const rest = { at: '2030-01-01T00:00:00.000Z', offset: 0, deps: [], files: [], prevHash: null, body };
  return { id, kind, version: 1, ...who, ...rest, ...(corrects ? { corrects } : {}) };
};
const records = async (at: Centre, facts: readonly unknown[]) =>
  (await at.ledger.record(at.programme, facts, { staff: null, receivedMs: ms })).map((receipt) => receipt.outcome);

const tables = ['lots_lot', 'lots_edge', 'lots_receipt', 'lots_shipment', 'lots_adjustment'];
const rowsOf = async (at: Centre) => {
  const rows = await Promise.all(
    tables.map((t) => at.rows(`select row_to_json(t)::text as row from ${t} t order by 1`)),
  );
  const balances = await at.rows(
    `select a.kind, a.owner, a.unit, b.amount::text from book_account a join book_balance b on b.programme = a.programme
     and b.account = a.id order by 1, 2, 3`,
  );
  return [...rows.flat(), ...balances];
};

test('whatever happens to lots: grams stay, origins stay, and a naive model finds the same', async () => {
  const model = new Model();
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 20, maxLength: 40 }),
      fc.integer({ min: 2, max: 9 }),
      async (hs, size) => {
        const facts: unknown[] = [];
        const outcomes: string[] = [];
        const since = model.size;
        for (const h of hs) {
          const told = next(h, model);
          if (!told) continue;
          const fact = envelope(told, one);
          facts.push(fact);
          const [outcome] = await records(one, [fact]);
          outcomes.push(String(outcome));
          if (outcome === 'accepted' || outcome === 'flagged') model.tell(told);
        }
        const batches: string[] = [];
        for (let i = 0; i < facts.length; i += size)
          batches.push(...(await records(batched, facts.slice(i, i + size))));
        expect(batches).toEqual(outcomes);
        await looksLike(model, since);
      },
    ),
    { numRuns: 8, seed: 4711, endOnFailure: true },
  );
  expect(model.size).toBeGreaterThan(80);
  expect(await rowsOf(batched)).toEqual(await rowsOf(one));
  expect(await one.ledger.verify(one.programme)).toMatchObject({ ok: true });
  expect((await one.ledger.rebuild(one.programme)).tables.filter((t) => !t.identical)).toEqual([]);
}, 120_000);

/** Stock of every lot as the model has it; composition and origins of the latest ones and of every shipment. */
async function looksLike(model: Model, since: number): Promise<void> {
  const stock = await one.rows(
    `select a.owner, sum(b.amount)::float8 as grams from book_account a join book_balance b on b.programme = a.programme
     and b.account = a.id where a.kind = 'lots.stock' group by a.owner having sum(b.amount) <> 0 order by a.owner`,
  );
  expect(stock.map((row) => [row['owner'], row['grams']])).toEqual(model.stock());
  const balances = await one.rows('select id, balance::float8 as grams from lots_lot where balance <> 0 order by id');
  expect(balances.map((row) => [row['id'], row['grams']])).toEqual(model.stock());
  for (const id of model.nodes.slice(since)) {
    const back = await one.ask(traceBack, { id });
    const found = back.plots.map((part) => part.plot ?? 'unknown').sort();
    expect(found).toEqual([...model.origins(id)].sort());
    const weight = model.weight(id);
    if (weight < 0) continue;
    expect(back.plots.reduce((sum, part) => sum + part.grams, 0)).toBe(found.length === 0 ? 0 : weight);
    const shares = model.composition(id);
    for (const part of back.plots) {
      const exact = (shares.get(part.plot ?? 'unknown') ?? 0) * weight;
      expect(Math.abs(part.grams - exact)).toBeLessThan(back.lots + 3);
    }
  }
}
