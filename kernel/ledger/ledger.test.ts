import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PeriodClosed, PeriodReopened, Voided } from '#kernel/pure/fact.ts';
import { type TestDatabase, testDatabase } from '#kernel/server/testDatabase.ts';
import { entering } from './entering.ts';
import { openLedger } from './ledger.ts';
import {
  KeeperForgotten,
  KeeperNamed,
  openTiny,
  SacksAsked,
  SacksBrought,
  SacksTaken,
  StoreOpened,
  type Tiny,
  tinyRegistry,
} from './tinyProgramme.ts';

let database: TestDatabase;
let tiny: Tiny;
const on = '2021-01-05';

beforeAll(async () => {
  database = await testDatabase();
  tiny = await openTiny(database.pool);
});
afterAll(() => database.close());

describe('a fact on its way into the log', () => {
  test('told twice it counts once; the same id with other content is kept apart, both of them', async () => {
    const brought = tiny.make(SacksBrought, { store: tiny.store, sacks: 10, on });
    expect((await tiny.one(brought)).outcome).toBe('accepted');
    expect((await tiny.one(brought)).outcome).toBe('duplicate');
    const changed = { ...brought, body: { store: tiny.store, sacks: 11, on } };
    expect(await tiny.one(changed)).toMatchObject({
      outcome: 'quarantined',
      flags: [{ code: 'fact.same-id-other-content' }],
    });
    expect(await tiny.balance()).toBe(10);
    const { rows } = await database.pool.query('select raw from ledger_quarantine where id = $1', [brought.id]);
    expect(rows[0].raw.body.sacks).toBe(11);
  });

  test('a copied device shows: its sequence number was used by another fact', async () => {
    const first = tiny.make(SacksBrought, { store: tiny.store, sacks: 1, on });
    const copy = { ...tiny.make(SacksBrought, { store: tiny.store, sacks: 2, on }), seq: first.seq };
    const receipts = await tiny.record(first, copy);
    expect(receipts.map((r) => r.outcome)).toEqual(['accepted', 'quarantined']);
    expect(receipts[1]?.flags[0]?.code).toBe('device.cloned');
  });

  test('it waits for what it builds on, in any order, over several steps, and takes effect when that lands', async () => {
    const before = await tiny.balance();
    const late = tiny.newPen();
    const place = tiny.make(StoreOpened, { name: 'Satipo', on }, {}, late);
    const brought = tiny.make(SacksBrought, { store: place.id, sacks: 5, on }, {}, late);
    const voided = tiny.make(Voided, { fact: brought.id, reason: 'wrong store', on }, {}, late);
    expect(await tiny.one(voided)).toMatchObject({ outcome: 'held', flags: [{ code: 'fact.waiting' }] });
    expect((await tiny.one(brought)).outcome).toBe('held');
    expect(await tiny.balance()).toBe(before);
    expect((await tiny.one(place)).outcome).toBe('accepted');
    expect(await tiny.balance()).toBe(before);
    const { rows } = await database.pool.query('select brought from store_store where id = $1', [place.id]);
    expect(rows[0].brought).toBe(0);
    expect(
      (await database.pool.query('select fact from ledger_release order by number')).rows.map((r) => r.fact),
    ).toEqual([brought.id, voided.id]);
    expect((await database.pool.query('select 1 from ledger_held')).rowCount).toBe(0);
  });

  test('a correction that waits for its fact, which waits for the same as it does, takes effect once', async () => {
    const late = tiny.newPen();
    const place = tiny.make(StoreOpened, { name: 'Río Negro', on }, {}, late);
    const brought = tiny.make(SacksBrought, { store: place.id, sacks: 5, on }, {}, late);
    const corrected = tiny.make(SacksBrought, { store: place.id, sacks: 4, on }, { corrects: brought.id }, late);
    for (const fact of [brought, corrected]) expect((await tiny.one(fact)).outcome).toBe('held');
    expect((await tiny.one(place)).outcome).toBe('accepted');
    const { rows } = await database.pool.query('select brought from store_store where id = $1', [place.id]);
    expect(rows[0].brought).toBe(4);
    await tiny.one(tiny.make(Voided, { fact: corrected.id, reason: 'only a test', on }, {}, late));
  });

  test('one poisoned fact does not stop the others of its batch', async () => {
    const before = await tiny.balance();
    const good = () => tiny.make(SacksBrought, { store: tiny.store, sacks: 1, on });
    const breaks = tiny.make(SacksTaken, { store: tiny.store, sacks: 999, on });
    const receipts = await tiny.record(
      good(),
      { junk: true },
      breaks,
      { ...good(), body: { store: tiny.store } },
      null,
      good(),
    );
    expect(receipts.map((r) => r.outcome)).toEqual([
      'accepted',
      'quarantined',
      'quarantined',
      'quarantined',
      'quarantined',
      'accepted',
    ]);
    expect(await tiny.balance()).toBe(before + 2);
  });

  test('what happened is accepted and flagged; a request for the same is refused', async () => {
    const stock = await tiny.balance();
    const asked = await tiny.one(tiny.make(SacksAsked, { store: tiny.store, sacks: stock + 5, on }));
    expect(asked).toMatchObject({
      outcome: 'rejected',
      flags: [{ code: 'book.below-zero', params: { account: 'store.stock', missing: 5 } }],
    });
    expect(await tiny.balance()).toBe(stock);
    const taken = await tiny.one(tiny.make(SacksTaken, { store: tiny.store, sacks: stock + 5, on }));
    expect(taken).toMatchObject({ outcome: 'flagged', flags: [{ code: 'book.below-zero' }] });
    expect(await tiny.balance()).toBe(-5);
    await tiny.record(tiny.make(SacksBrought, { store: tiny.store, sacks: 100, on }));
  });

  test('somebody without a role here is kept out, and her fact is kept', async () => {
    const stranger = { ...tiny.newPen(), author: tiny.store };
    expect(await tiny.one(tiny.make(SacksBrought, { store: tiny.store, sacks: 1, on }, {}, stranger))).toMatchObject({
      outcome: 'quarantined',
      flags: [{ code: 'policy.not-your-role' }],
    });
    const receipts = await tiny.ledger.record(
      tiny.programme,
      [tiny.make(SacksBrought, { store: tiny.store, sacks: 1, on })],
      { staff: tiny.store },
    );
    expect(receipts[0]?.flags[0]?.code).toBe('fact.other-author');
  });

  test('a fact about something else than it should be is kept apart', async () => {
    const brought = tiny.make(SacksBrought, { store: tiny.store, sacks: 1, on });
    await tiny.record(brought);
    expect((await tiny.one(tiny.make(SacksBrought, { store: brought.id, sacks: 1, on }))).flags[0]?.code).toBe(
      'fact.wrong-reference',
    );
  });
});

describe('taking back', () => {
  test('a void reverses the entries and the rows, once', async () => {
    const before = await tiny.balance();
    const taken = tiny.make(SacksTaken, { store: tiny.store, sacks: 3, on });
    await tiny.record(taken);
    const voided = () => tiny.make(Voided, { fact: taken.id, reason: 'typed twice', on });
    expect((await tiny.one(voided())).outcome).toBe('accepted');
    expect(await tiny.balance()).toBe(before);
    expect((await tiny.one(voided())).flags[0]?.code).toBe('fact.already-voided');
  });

  test('a correction replaces, and can be corrected again', async () => {
    const before = await tiny.balance();
    const first = tiny.make(SacksBrought, { store: tiny.store, sacks: 30, on });
    const second = tiny.make(SacksBrought, { store: tiny.store, sacks: 20, on }, { corrects: first.id });
    const third = tiny.make(SacksBrought, { store: tiny.store, sacks: 25, on }, { corrects: second.id });
    const receipts = await tiny.record(first, second, third);
    expect(receipts.map((r) => r.outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await tiny.balance()).toBe(before + 25);
  });

  test('what cannot be taken back says so', async () => {
    expect((await tiny.one(tiny.make(Voided, { fact: tiny.store, reason: 'closed', on }))).flags[0]?.code).toBe(
      'fact.not-voidable',
    );
  });
});

describe('the book', () => {
  const asApp = async (sql: string) => {
    const client = await database.pool.connect();
    try {
      await client.query([...entering(tiny.programme), sql, 'commit'].join(';\n'));
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  const head = 'update ledger_head set entry = entry + 1';
  const next = '(select entry from ledger_head)';
  const entry = (more = 0) =>
    `insert into book_entry select programme, entry + ${more}, '${tiny.store}', 1, '2021-01-05', '2021-01-01', false, 'x' from ledger_head`;
  const line = (amount: number, n = 0) =>
    `insert into book_line values ('${tiny.programme}', ${next}, ${n}, 1, ${amount})`;

  test('the database itself refuses an entry that does not balance, and lines without one', async () => {
    await expect(asApp(`${head};${line(5)};${entry()}`)).rejects.toMatchObject({ constraint: 'book_entry_balances' });
    await expect(asApp(`${head};${line(5)};${line(-5, 1)}`)).rejects.toMatchObject({
      constraint: 'book_entry_missing',
    });
    await expect(asApp(entry(1))).rejects.toMatchObject({ constraint: 'book_entry_is_told' });
    await expect(asApp(`set constraints all immediate;${head};${line(5)};${entry()}`)).rejects.toMatchObject({
      constraint: 'book_entry_missing',
    });
  });

  test('posted entries are never changed, not even by us', async () => {
    await expect(asApp('update book_line set amount = amount + 1')).rejects.toThrow(/permission denied/);
    await expect(asApp('delete from book_entry')).rejects.toThrow(/permission denied/);
    const late = `insert into book_line values ('${tiny.programme}', 1, 90, 1, 5), ('${tiny.programme}', 1, 91, 1, -5)`;
    await expect(asApp(late)).rejects.toMatchObject({ constraint: 'book_line_is_new' });
    await expect(asApp(`${head};${late}`)).rejects.toMatchObject({ constraint: 'book_line_is_new' });
    const after = `${head};${line(5)};${line(-5, 1)};${entry()};set constraints all immediate;${line(7, 2)}`;
    await expect(asApp(after)).rejects.toMatchObject({ constraint: 'book_line_is_new' });
    await expect(asApp('update ledger_fact set outcome = outcome')).rejects.toThrow(/permission denied/);
  });

  test('a closed period takes nothing more: late entries keep their day and go to the open month', async () => {
    expect((await tiny.one(tiny.make(PeriodClosed, { through: '2021-01-31' }))).outcome).toBe('accepted');
    const late = tiny.make(SacksBrought, { store: tiny.store, sacks: 1, on });
    await tiny.record(late);
    const { rows } = await database.pool.query('select day, period from book_entry where fact = $1', [late.id]);
    expect(rows).toEqual([{ day: on, period: '2021-02-01' }]);
  });

  test('a period is opened again by somebody else than who closes, and takes entries of its days', async () => {
    const reopened = tiny.make(PeriodReopened, { through: '2020-12-31', reason: 'a receipt book was found', on });
    expect((await tiny.one(reopened)).outcome).toBe('accepted');
    const found = tiny.make(SacksBrought, { store: tiny.store, sacks: 1, on });
    await tiny.record(found);
    const { rows } = await database.pool.query('select day, period from book_entry where fact = $1', [found.id]);
    expect(rows).toEqual([{ day: on, period: `${on.slice(0, 7)}-01` }]);
    expect(PeriodReopened.by.filter((role) => PeriodClosed.by.includes(role))).toEqual(['administrator']);
    expect((await tiny.one(tiny.make(PeriodClosed, { through: '2021-01-31' }))).outcome).toBe('accepted');
  });
});

describe('the proof', () => {
  test('read tables and book come out identical when the log is told again', async () => {
    const rebuilt = await tiny.ledger.rebuild(tiny.programme);
    expect(rebuilt.tables.filter((t) => !t.identical)).toEqual([]);
    expect(rebuilt.facts).toBeGreaterThan(15);
    await tiny.record(tiny.make(SacksBrought, { store: tiny.store, sacks: 1, on }));
    expect((await tiny.ledger.rebuild(tiny.programme)).identical).toBe(true);
  });

  test('a rebuild shows a read table that somebody changed by hand', async () => {
    await database.pool.query('update store_store set taken = taken + 1');
    const rebuilt = await tiny.ledger.rebuild(tiny.programme);
    expect(rebuilt.tables.filter((t) => !t.identical).map((t) => t.table)).toEqual(['store_store']);
  });

  test('forgetting a person leaves no trace of her, and the chain still verifies', async () => {
    const canary = 'Zoraida Canario';
    const keeper = tiny.make(KeeperNamed, { store: tiny.store, names: canary, on });
    await tiny.record(keeper, { ...keeper, body: { ...(keeper.body as object), names: `${canary} II` } });
    const everywhere = async () => {
      const { rows } = await database.pool.query(
        `select tablename as t from pg_tables where schemaname = current_schema()`,
      );
      const hits = await Promise.all(
        rows.map(async ({ t }) =>
          (await database.pool.query(`select 1 from ${t} x where x::text like '%Canario%'`)).rowCount ? [t] : [],
        ),
      );
      return hits.flat().sort();
    };
    expect(await everywhere()).toEqual(['ledger_personal', 'ledger_quarantine', 'store_keeper']);
    await tiny.record(tiny.make(KeeperForgotten, { keeper: keeper.id, on }));
    expect(await everywhere()).toEqual([]);
    expect(await tiny.ledger.verify(tiny.programme)).toMatchObject({ ok: true, broken: null });
    expect((await tiny.ledger.rebuild(tiny.programme)).identical).toBe(true);
  });

  test('verify names the first broken fact', async () => {
    expect((await tiny.ledger.verify(tiny.programme)).ok).toBe(true);
    const { rows } = await database.pool.query(
      `select id, number, body::text as body from ledger_fact where kind = 'store.sacksBrought' order by number limit 1`,
    );
    await database.pool.query(
      `update ledger_fact set body = replace(body::text, '"sacks":10', '"sacks":12')::json where id = $1`,
      [rows[0].id],
    );
    expect((await tiny.ledger.verify(tiny.programme)).broken).toEqual({
      number: rows[0].number,
      fact: rows[0].id,
      what: 'chain',
    });
    await database.pool.query('update ledger_fact set body = $2::json where id = $1', [rows[0].id, rows[0].body]);
    await database.pool.query('update book_balance set amount = amount + 1 where account = 1');
    expect((await tiny.ledger.verify(tiny.programme)).broken?.what).toBe('book.balance');
    await database.pool.query('update book_balance set amount = amount - 1 where account = 1');
    expect((await tiny.ledger.verify(tiny.programme)).ok).toBe(true);
  });

  test('two processes may write the same programme: the lock puts them one behind the other', async () => {
    const other = await openLedger(database.pool, tinyRegistry());
    const before = await tiny.balance();
    const facts = Array.from({ length: 40 }, () => tiny.make(SacksBrought, { store: tiny.store, sacks: 1, on }));
    await Promise.all(facts.map((f, i) => (i % 2 ? other : tiny.ledger).record(tiny.programme, [f], { staff: null })));
    expect(await tiny.balance()).toBe(before + 40);
    expect((await tiny.ledger.verify(tiny.programme)).ok).toBe(true);
  });

  test('the database refuses to show one programme to another', async () => {
    const other = await openTiny(database.pool, 8);
    const client = await database.pool.connect();
    await client.query(entering(other.programme).join(';'));
    const { rows } = await client.query('select distinct programme from ledger_fact');
    await client.query('rollback');
    client.release();
    expect(rows).toEqual([{ programme: other.programme }]);
  });
});
