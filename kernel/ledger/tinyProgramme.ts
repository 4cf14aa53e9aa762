import type { Pool } from 'pg';
import * as z from 'zod/mini';
import { account, accountKinds, credit, debit, entry } from '#kernel/pure/account.ts';
import { type Fact, type FactKind, fact, type Receipt } from '#kernel/pure/fact.ts';
import { day, personal, ref, text, whole } from '#kernel/pure/fields.ts';
import { type Seeded, seeded, uuid7 } from '#kernel/pure/ids.ts';
import { type Extras, makeFact, type Pen } from '#kernel/pure/maker.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { sha256 } from './chain.ts';
import { type Capability, on, posting } from './landing.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type Registry, registry } from './registry.ts';
import { table } from './table.ts';

/** The smallest programme that uses everything of the ledger: a store with sacks, for the kernel's own tests. */
const by = ['administrator', 'buyer'] as const;

export const StoreOpened = fact({
  kind: 'store.storeOpened',
  body: z.strictObject({ name: text(), on: day() }),
  by,
  within: 'self',
  makes: 'store',
  happened: true,
});
export const KeeperNamed = fact({
  kind: 'store.keeperNamed',
  body: z.strictObject({ store: ref('store'), names: personal(text()), on: day() }),
  by,
  within: 'store',
  makes: 'keeper',
  about: 'id',
  happened: true,
});
export const SacksBrought = fact({
  kind: 'store.sacksBrought',
  body: z.strictObject({ store: ref('store'), sacks: whole(1, 1000), on: day() }),
  by,
  within: 'store',
  happened: true,
});
export const SacksTaken = fact({
  kind: 'store.sacksTaken',
  body: z.strictObject({ store: ref('store'), sacks: whole(1, 1000), on: day() }),
  by,
  within: 'store',
  happened: true,
});
/** A request: refused when the sacks are not there. */
export const SacksAsked = fact({
  kind: 'store.sacksAsked',
  body: z.strictObject({ store: ref('store'), sacks: whole(1, 1000), on: day() }),
  by,
  within: 'store',
  happened: false,
});
export const KeeperForgotten = fact({
  kind: 'store.keeperForgotten',
  body: z.strictObject({ keeper: ref('keeper'), on: day() }),
  by,
  within: 'keeper',
  happened: false,
});

interface StoreRow {
  programme: string;
  id: string;
  name: string;
  brought: number;
  taken: number;
}
interface KeeperRow {
  programme: string;
  id: string;
  store: string;
  names: string | null;
}
const storeTable = table<StoreRow>()({
  name: 'store_store',
  key: ['id'],
  document: { kind: 'store.store', scope: (row) => row.id },
});
const keeperTable = table<KeeperRow>()({ name: 'store_keeper', key: ['id'] });

const sacks = (store: string) => account('store.stock', store, 'sack');
const outside = account('store.outside', null, 'sack');

const tablesSql = `
  create table store_store (programme uuid not null, id uuid not null, name text not null, brought bigint not null, taken bigint not null, primary key (programme, id));
  create table store_keeper (programme uuid not null, id uuid not null, store uuid not null, names text, primary key (programme, id));`;

// A code of tests only: nobody reads words for it.
const unlucky = 'store.unlucky';

const taking = (kind: typeof SacksTaken | typeof SacksAsked) =>
  on(kind, {
    flags: (f) => (f.body.sacks === 666 ? [refuse(unlucky)] : []),
    apply: (f, rows) => {
      if (f.body.sacks === 999) throw new Error('a rule that breaks');
      rows.change(storeTable, f.body.store, { taken: rows.need(storeTable, f.body.store).taken + f.body.sacks });
    },
    undo: (f, rows) =>
      rows.change(storeTable, f.body.store, { taken: rows.need(storeTable, f.body.store).taken - f.body.sacks }),
  });

const store: Capability = {
  name: 'store',
  version: 1,
  tablesSql,
  tables: [storeTable, keeperTable],
  facts: [StoreOpened, KeeperNamed, SacksBrought, SacksTaken, SacksAsked, KeeperForgotten],
  landings: [
    on(StoreOpened, {
      apply: (f, rows) =>
        rows.add(storeTable, { programme: f.programme, id: f.id, name: f.body.name, brought: 0, taken: 0 }),
    }),
    on(KeeperNamed, {
      apply: (f, rows) =>
        rows.add(keeperTable, { programme: f.programme, id: f.id, store: f.body.store, names: f.body.names ?? null }),
    }),
    on(SacksBrought, {
      apply: (f, rows) =>
        rows.change(storeTable, f.body.store, { brought: rows.need(storeTable, f.body.store).brought + f.body.sacks }),
      undo: (f, rows) =>
        rows.change(storeTable, f.body.store, { brought: rows.need(storeTable, f.body.store).brought - f.body.sacks }),
    }),
    taking(SacksTaken),
    taking(SacksAsked),
    on(KeeperForgotten, { apply: (f, rows) => rows.change(keeperTable, f.body.keeper, { names: null }) }),
  ],
  postings: [
    posting(SacksBrought, (f) => [
      entry(f.body.on, 'brought', [debit(sacks(f.body.store), f.body.sacks), credit(outside, f.body.sacks)]),
    ]),
    ...[SacksTaken, SacksAsked].map((kind) =>
      posting(kind, (f) => [
        entry(f.body.on, 'taken', [debit(outside, f.body.sacks), credit(sacks(f.body.store), f.body.sacks)]),
      ]),
    ),
  ],
  accounts: accountKinds({ 'store.stock': ['debit', 'guarded'], 'store.outside': ['credit'] }),
};

export function tinyRegistry(): Registry {
  return registry(
    [store],
    (_rows, programme, author) => ({
      id: author,
      programme,
      grants: author === programme ? [{ role: 'administrator', scopes: 'all' }] : [],
    }),
    {
      kind: KeeperForgotten.kind,
      people: (f) => [(f.body as { keeper: string }).keeper],
    },
  );
}

export type Tiny = Awaited<ReturnType<typeof openTiny>>;

/** A founded tiny programme with one store, and a pen that tells facts to it. */
export async function openTiny(pool: Pool, seed = 7) {
  const chance: Seeded = seeded(seed);
  let ms = Date.UTC(2021, 0, 4);
  const now = () => (ms += 1000);
  const ledger: Ledger = await openLedger(pool, tinyRegistry(), {
    now: () => ms,
    salt: () => Buffer.from(chance.bytes(new Uint8Array(16))).toString('hex'),
    broken: () => undefined,
  });
  const programme = uuid7(now(), chance.bytes);
  await ledger.found(programme, `TINY-${seed}`);
  const newPen = (): Pen => ({
    programme,
    author: programme,
    device: uuid7(now(), chance.bytes),
    random: chance.bytes,
    now,
    hash: sha256,
    seq: 0,
    prevHash: null,
  });
  const pen = newPen();
  const record = (...facts: unknown[]): Promise<Receipt[]> => ledger.record(programme, facts, { staff: null });
  const make = <K extends FactKind>(
    kind: K,
    body: Parameters<typeof makeFact<K>>[2],
    extras?: Extras,
    other: Pen = pen,
  ): Fact => makeFact(other, kind, body, extras);
  const one = async (made: unknown): Promise<Receipt> => (await record(made))[0] as Receipt;
  const place = make(StoreOpened, { name: 'Pichanaki', on: '2021-01-04' });
  await record(place);
  const balance = async (): Promise<number> => {
    const { rows } = await pool.query(
      `select coalesce(sum(b.amount), 0)::int as n from book_balance b join book_account a using (programme) where a.id = b.account and a.kind = 'store.stock' and b.programme = $1`,
      [programme],
    );
    return rows[0].n;
  };
  return { ledger, programme, pen, newPen, record, one, make, store: place.id, balance };
}
