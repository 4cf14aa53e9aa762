import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fact, PeriodClosed, PeriodReopened, type Receipt, Voided } from '#kernel/pure/fact.ts';
import { seeded, uuid7 } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { type TestDatabase, testDatabase } from '#kernel/server/testDatabase.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { KeeperNamed, SacksAsked, SacksBrought, SacksTaken, StoreOpened, tinyRegistry } from './tinyProgramme.ts';

let database: TestDatabase;
let ledger: Ledger;
let runs = 0;
beforeAll(async () => {
  database = await testDatabase();
  ledger = await openLedger(database.pool, tinyRegistry(), { now: () => 1_610_000_000_000, broken: () => undefined });
});
afterAll(() => database.close());

const which = fc.nat(40);
const sacks = fc.integer({ min: 1, max: 30 });
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constant('opens' as const) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('brings' as const), which, sacks }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('takes' as const), which, sacks }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('asks' as const), which, sacks }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('voids' as const), which }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('corrects' as const), which, sacks }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('names' as const), which }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('repeats' as const), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('contradicts' as const), which, sacks }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('copies a device' as const), which, sacks }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('closes' as const) }) },
);
/** What happens, in whose order it arrives, and in which groups. */
const history = fc.record({
  steps: fc.array(step, { minLength: 5, maxLength: 45 }),
  swaps: fc.array(fc.tuple(which, which), { maxLength: 12 }),
  group: fc.integer({ min: 2, max: 9 }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** The facts of a history as its phones wrote them; the same ids whatever the programme. */
function factsOf({ steps, swaps }: History, programme: string, seed: number): Fact[] {
  const chance = seeded(seed);
  let ms = 1_609_500_000_000;
  const now = () => (ms += 1000);
  const pen: Pen = {
    programme,
    author: programme,
    device: uuid7(now(), chance.bytes),
    random: chance.bytes,
    now,
    seq: 0,
    prevHash: null,
  };
  const [on, told]: [string, Fact[]] = ['2021-01-05', []];
  const open = () => makeFact(pen, StoreOpened, { name: 'Satipo', on });
  told.push(open());
  const stores = [told[0] as Fact];
  for (const at of steps) {
    const earlier = told[('which' in at ? at.which : 0) % told.length] as Fact;
    const store = (stores[('which' in at ? at.which : 0) % stores.length] as Fact).id;
    if (at.does === 'opens') stores.push(open());
    if (at.does === 'opens') told.push(stores.at(-1) as Fact);
    else if (at.does === 'brings') told.push(makeFact(pen, SacksBrought, { store, sacks: at.sacks, on }));
    else if (at.does === 'takes') told.push(makeFact(pen, SacksTaken, { store, sacks: at.sacks, on }));
    else if (at.does === 'asks') told.push(makeFact(pen, SacksAsked, { store, sacks: at.sacks, on }));
    else if (at.does === 'voids') told.push(makeFact(pen, Voided, { fact: earlier.id, reason: 'mistake', on }));
    else if (at.does === 'corrects')
      told.push(makeFact(pen, SacksBrought, { store, sacks: at.sacks, on }, { corrects: earlier.id }));
    else if (at.does === 'names') told.push(makeFact(pen, KeeperNamed, { store, names: 'Nelly', on }));
    else if (at.does === 'repeats') told.push(earlier);
    else if (at.does === 'contradicts') told.push({ ...earlier, body: { store, sacks: at.sacks, on } });
    else if (at.does === 'copies a device')
      told.push({ ...makeFact(pen, SacksBrought, { store, sacks: at.sacks, on }), seq: earlier.seq });
    else if (told.length % 2 === 0) told.push(makeFact(pen, PeriodClosed, { through: '2021-01-31' }));
    else told.push(makeFact(pen, PeriodReopened, { through: '2020-12-31', reason: 'mistake', on }));
  }
  for (const [a, b] of swaps) {
    const [i, j] = [a % told.length, b % told.length];
    [told[i], told[j]] = [told[j] as Fact, told[i] as Fact];
  }
  return told;
}

const outcomes = (receipts: readonly Receipt[]) =>
  receipts.map((r) => `${r.id} ${r.outcome} ${r.flags.map((f) => f.code).join(' ')}`);

/** Everything that a programme's log, read tables and book hold, without its own id and hashes. */
async function held(programme: string): Promise<unknown[]> {
  const all = [
    'select number, id, kind, seq, outcome, flags::text from ledger_fact where programme = $1 order by number',
    'select number, fact, outcome, flags::text from ledger_release where programme = $1 order by number',
    'select missing, fact from ledger_held where programme = $1 order by 1, 2',
    'select id, code from ledger_quarantine where programme = $1 order by id, code, digest',
    'select id, name, brought, taken from store_store where programme = $1 order by id',
    'select id, store, names from store_keeper where programme = $1 order by id',
    'select fact, by from ledger_void where programme = $1 order by fact',
    'select id, kind, owner, unit from book_account where programme = $1 order by id',
    'select id, fact, number, day, period, reversal from book_entry where programme = $1 order by id',
    'select entry, line, account, amount from book_line where programme = $1 order by entry, line',
    'select account, amount from book_balance where programme = $1 order by account',
    'select number, entry, account, closed_through from ledger_head where programme = $1',
  ];
  return Promise.all(all.map(async (text) => (await database.pool.query(text, [programme])).rows));
}

/** A store's rows and its account say the same as the facts that stand. */
async function agrees(programme: string): Promise<void> {
  const { rows } = await database.pool.query(
    `select s.brought - s.taken as told, coalesce(b.amount, 0)::int as booked,
       (select coalesce(sum(case when f.kind = 'store.sacksBrought' then 1 else -1 end * (f.body->>'sacks')::int), 0)::int from ledger_fact f
        left join ledger_release r on r.programme = f.programme and r.fact = f.id
        where f.programme = $1 and f.kind like 'store.sacks%' and (f.body->>'store')::uuid = s.id
          and coalesce(r.outcome, f.outcome) in ('accepted', 'flagged')
          and not exists (select from ledger_void v where v.programme = f.programme and v.fact = f.id)) as stands
     from store_store s left join book_account a on a.programme = s.programme and a.kind = 'store.stock' and a.owner = s.id
     left join book_balance b on b.programme = a.programme and b.account = a.id where s.programme = $1`,
    [programme],
  );
  for (const { told, booked, stands } of rows) expect([told, booked]).toEqual([stands, stands]);
}

test('any history gives the same outcomes, rows, book and chain, told alone, together or in groups; a rebuild agrees', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (of) => {
      runs += 1;
      const tell = async (how: string, send: (programme: string, facts: Fact[]) => Promise<Receipt[]>) => {
        const programme = uuid7(1_600_000_000_000 + runs, seeded(runs * 7 + how.length).bytes);
        await ledger.found(programme, `${how} ${runs}`);
        const receipts = await send(programme, factsOf(of, programme, runs));
        expect(await ledger.verify(programme)).toMatchObject({ ok: true, broken: null });
        await agrees(programme);
        return { programme, outcomes: outcomes(receipts), held: await held(programme) };
      };
      const record = (programme: string, facts: readonly Fact[]) => ledger.record(programme, facts, { staff: null });
      const alone = await tell('alone', async (programme, facts) => {
        const receipts: Receipt[] = [];
        for (const fact of facts) receipts.push(...(await record(programme, [fact])));
        return receipts;
      });
      const together = await tell('together', record);
      const groups = await tell('in groups', async (programme, facts) => {
        const parts = Array.from({ length: Math.ceil(facts.length / of.group) }, (_, i) =>
          facts.slice(i * of.group, (i + 1) * of.group),
        );
        return (await Promise.all(parts.map((part) => record(programme, part)))).flat();
      });
      for (const other of [together, groups]) {
        expect(other.outcomes).toEqual(alone.outcomes);
        expect(other.held).toEqual(alone.held);
      }
      const rebuilt = await ledger.rebuild(groups.programme);
      expect(rebuilt.tables.filter((t) => !t.identical)).toEqual([]);
      expect(await held(groups.programme)).toEqual(alone.held);
    }),
    { numRuns: 25, seed: 2020 },
  );
}, 180_000);
