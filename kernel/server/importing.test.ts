import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  KeeperForgotten,
  KeeperNamed,
  openTiny,
  SacksAsked,
  SacksBrought,
  SacksTaken,
  type Tiny,
} from '#kernel/ledger/tinyProgramme.ts';
import { isUuid } from '#kernel/pure/ids.ts';
import { readDay, readWhole } from '#kernel/pure/readers.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { words } from '#kernel/pure/words.ts';
import { importDoor } from '#kernel/server/importDoor.ts';
import { type Imported, type ImportRun, type ImportSpec, idFrom, runImport } from '#kernel/server/importing.ts';
import { type TestDatabase, testDatabase } from '#kernel/server/testDatabase.ts';

const storeWords = words({
  es: {
    'store.sacksBrought': 'Sacos traídos',
    'store.sacksBrought.sacks': 'Sacos',
    'store.many': 'Son muchos sacos',
    'store.would': 'Llegan {sacks} sacos',
  },
  en: {
    'store.sacksBrought': 'Sacks brought',
    'store.sacksBrought.sacks': 'Sacks',
    'store.many': 'These are many sacks',
    'store.would': '{sacks} sacks arrive',
  },
});

let database: TestDatabase;
let tiny: Tiny;
beforeAll(async () => {
  database = await testDatabase();
  tiny = await openTiny(database.pool, 11);
});
afterAll(() => database.close());

/** Sacks brought to the store, one row per receipt; over 100 sacks somebody should look at it. */
const sacksImport = (): ImportSpec => ({
  as: 'sacks',
  fields: [
    { name: 'receipt', words: ['Recibo', 'Receipt'], required: true },
    { name: 'sacks', words: ['Sacos', 'Sacks'], required: true },
    { name: 'on', words: ['Fecha', 'Date'], required: true },
  ],
  row: ({ receipt = '', sacks = '', on = '' }, { decimal, say }) => {
    const [count, day] = [readWhole(sacks, { decimal }), readDay(on)];
    if (!count.ok || !day.ok) {
      const refusals = [
        count.ok ? [] : [{ ...count.refusal, at: 'sacks' }],
        day.ok ? [] : [{ ...day.refusal, at: 'on' }],
      ];
      return { facts: [], refusals: refusals.flat(), flags: [] };
    }
    const body = { store: tiny.store, sacks: count.value, on: day.value };
    return {
      facts: [{ id: idFrom(`${tiny.programme} sacks`, receipt), kind: SacksBrought.kind, body }],
      refusals: [],
      flags: count.value > 100 ? [refuse('store.many', {}, 'sacks')] : [],
      would: say('store.would', { sacks: count.value }),
    };
  },
});

const brings = (text: string, how: Partial<ImportRun> = {}): Promise<Imported> =>
  runImport({
    spec: sacksImport(),
    bytes: new TextEncoder().encode(text),
    fileName: 'sacos.csv',
    dryRun: false,
    language: 'es',
    words: [storeWords],
    ...importDoor(tiny.ledger, tiny.programme, tiny.programme),
    ...how,
  });
const inStore = async (): Promise<number> => {
  const { rows } = await database.pool.query('select brought from store_store where id = $1', [tiny.store]);
  return Number(rows[0].brought);
};
const outcomes = (imported: Imported) => imported.rows.map((row) => `${row.line} ${row.outcome}`);

const list =
  'Recibo;Sacos;Fecha;Nota\nA-1;10;12/03/2021;\nA-2;diez;30/02/2021;=SUM(A1)\nA-3;250;13/03/2021;"a;b"\nA-4;;14/03/2021;-12,5\nA-1;10;12/03/2021;\nA-1;11;12/03/2021;\n';

describe('a list of sacks', () => {
  test('a dry run says what would happen and records nothing', async () => {
    const before = await inStore();
    const said = await brings(list, { dryRun: true });
    expect(said.mapping).toEqual({ receipt: 'Recibo', sacks: 'Sacos', on: 'Fecha' });
    expect(said.counts).toEqual({ new: 1, known: 1, flagged: 2, bad: 2 });
    expect(said.rows.map(({ line, outcome, would, said: why }) => [line, outcome, would, why])).toEqual([
      [2, 'new', 'Llegan 10 sacos', ''],
      [3, 'bad', '', 'Sacos: No es un número. Fecha: La fecha no existe.'],
      [4, 'flagged', 'Llegan 250 sacos', 'Sacos: Son muchos sacos.'],
      [5, 'bad', '', 'Falta «Sacos».'],
      [6, 'known', 'Llegan 10 sacos', ''],
      [7, 'flagged', 'Llegan 11 sacos', 'La fila 2 dice lo mismo con otros datos: solo se registró aquella.'],
    ]);
    expect(await inStore()).toBe(before);
  });

  test('bad rows block nobody and come back with their columns; the second time nothing is recorded', async () => {
    const before = await inStore();
    const first = await brings(list);
    expect(outcomes(first)).toEqual(['2 new', '3 bad', '4 flagged', '5 bad', '6 known', '7 flagged']);
    expect(await inStore()).toBe(before + 260);
    expect(first.errorsFile).toBe(
      '\ufeffRecibo;Sacos;Fecha;Nota;Qué está mal\r\n' +
        "A-2;diez;30/02/2021;'=SUM(A1);Sacos: No es un número. Fecha: La fecha no existe.\r\n" +
        'A-4;;14/03/2021;-12,5;Falta «Sacos».\r\n',
    );
    const again = await brings(list);
    expect(outcomes(again)).toEqual(['2 known', '3 bad', '4 known', '5 bad', '6 known', '7 flagged']);
    expect(await inStore()).toBe(before + 260);
    expect((await tiny.ledger.verify(tiny.programme)).broken).toBeNull();
  });

  test('the corrected errors file is imported as it is', async () => {
    const before = await inStore();
    const { errorsFile } = await brings('Recibo,Sacos,Fecha\nB-1,x,12/03/2021\nB-2,y,12/03/2021\n');
    const corrected = await brings((errorsFile ?? '').replace('B-1,x', 'B-1,7'));
    expect(outcomes(corrected)).toEqual(['2 new', '3 bad']);
    expect(corrected.errorsFile?.split('\r\n')[0]).toBe('\ufeffRecibo,Sacos,Fecha,Qué está mal');
    expect(await inStore()).toBe(before + 7);
  });

  test('a receipt that comes back with another number is told, not changed', async () => {
    await brings('Recibo,Sacos,Fecha\nC-1,5,12/03/2021\n');
    const before = await inStore();
    const other = await brings('Recibo,Sacos,Fecha\nC-1,6,12/03/2021\n');
    expect(other.rows[0]).toMatchObject({ outcome: 'flagged', refusals: [{ code: 'import.known-differs' }] });
    expect(await inStore()).toBe(before);
  });

  test('what the ledger itself would refuse is said by the field of the record', async () => {
    const said = await brings('Recibo,Sacos,Fecha\nD-1,5000,12/03/2021\n', { dryRun: true, language: 'en' });
    expect(said.rows[0]).toMatchObject({ outcome: 'bad', said: 'Sacks: Too large: at most 1000.' });
    expect(said.errorsFile).toContain('What is wrong');
  });

  test('columns that were guessed wrong are given by hand', async () => {
    const text = 'Boleta,Bultos,Fecha,Fecha de pago\nE-1,3,12/03/2021,1/1/2020\n';
    const guess = await brings(text, { dryRun: true });
    expect(guess.mapping).toEqual({ receipt: null, sacks: null, on: 'Fecha' });
    expect(guess.counts.bad).toBe(1);
    await expect(brings(text)).rejects.toMatchObject({
      refusals: [{ code: 'import.column-missing' }, { code: 'import.column-missing' }],
    });
    const given = await brings(text, { mapping: { receipt: 'Boleta', sacks: 'Bultos' } });
    expect(outcomes(given)).toEqual(['2 new']);
    await expect(brings(text, { mapping: { receipt: 'Nada' } })).rejects.toBeInstanceOf(Refused);
    await expect(brings(text, { mapping: { receipt: 'Fecha', on: 'Fecha' } })).rejects.toMatchObject({
      refusals: [{ code: 'import.column-twice' }],
    });
  });

  test('1,300 rows are recorded in three goes', async () => {
    const before = await inStore();
    const door = importDoor(tiny.ledger, tiny.programme, tiny.programme);
    const goes: number[] = [];
    const rows = Array.from({ length: 1300 }, (_, i) => `F-${i},1,12/03/2021`).join('\n');
    const { counts } = await brings(`Recibo,Sacos,Fecha\n${rows}\n`, {
      ...door,
      record: (facts) => {
        goes.push(facts.length);
        return door.record(facts);
      },
    });
    expect([counts.new, goes]).toEqual([1300, [500, 500, 300]]);
    expect(await inStore()).toBe(before + 1300);
  });
});

describe('people and requests', () => {
  const oneFact = (kind: string, body: (value: string) => object): ImportSpec => ({
    as: 'keepers',
    fields: [{ name: 'value', words: ['Valor'], required: true }],
    row: ({ value = '' }) => ({
      facts: [{ id: idFrom(`${tiny.programme} ${kind}`, value), kind, body: { ...body(value) } }],
      refusals: [],
      flags: [],
    }),
  });

  test('spaces and accents typed in two ways are the same person, and one who was erased stays erased', async () => {
    const spec = oneFact(KeeperNamed.kind, (names) => ({ store: tiny.store, names: `${names}  `, on: '2021-03-12' }));
    await brings('Valor\nJosé\n', { spec });
    expect(outcomes(await brings('Valor\nJosé\n', { spec }))).toEqual(['2 known']);
    const keeper = idFrom(`${tiny.programme} ${KeeperNamed.kind}`, 'José');
    await tiny.record(tiny.make(KeeperForgotten, { keeper, on: '2021-04-01' }));
    expect(outcomes(await brings('Valor\nJosé\n', { spec }))).toEqual(['2 known']);
    const { rows } = await database.pool.query('select names from store_keeper where id = $1', [keeper]);
    expect(rows).toEqual([{ names: null }]);
  });

  test('what the ledger refused comes back as bad, also the second time', async () => {
    const spec = oneFact(SacksAsked.kind, (sacks) => ({ store: tiny.store, sacks: Number(sacks), on: '2021-03-12' }));
    const wanted = 'Valor\n998\n';
    await tiny.record(
      tiny.make(SacksAsked, { store: tiny.store, sacks: Math.min(1000, (await inStore()) - 1), on: '2021-03-12' }),
    );
    const first = await brings(wanted, { spec });
    expect(first.rows[0]?.outcome).toBe('bad');
    expect((await brings(wanted, { spec })).rows[0]).toEqual(first.rows[0]);
  });

  test('a dry run asks the ledger too, each row after those before it, and leaves nothing behind', async () => {
    const spec = oneFact(SacksTaken.kind, (sacks) => ({ store: tiny.store, sacks: Number(sacks), on: '2021-03-13' }));
    await tiny.record(tiny.make(SacksBrought, { store: tiny.store, sacks: 50, on: '2021-03-13' }));
    const stand = async () =>
      (
        await database.pool.query(
          `select h.number, h.feed, s.brought - s.taken as there, (select count(*) from ledger_quarantine) as apart
           from ledger_head h, store_store s where s.id = $1 and s.programme = h.programme`,
          [tiny.store],
        )
      ).rows[0];
    const before = await stand();
    // All there is is taken by the first row, so that the second finds nothing; the third is unlucky and finds nothing.
    const taken = `Valor\n${before.there}\n3\n666\n`;
    const rehearsed = await brings(taken, { spec, dryRun: true });
    expect(outcomes(rehearsed)).toEqual(['2 new', '3 flagged', '4 flagged']);
    expect(rehearsed.rows.map((row) => row.refusals.map(({ code }) => code))[2]).toContain('store.unlucky');
    expect(await stand()).toEqual(before);
    expect((await brings(taken, { spec })).rows).toEqual(rehearsed.rows);
    expect((await tiny.ledger.verify(tiny.programme)).broken).toBeNull();
  });
});

test('ids are UUIDs that depend on nothing but the namespace and the text', () => {
  expect(idFrom('a', 'b')).toBe('7e18f737-311b-8dc3-b2f2-69dd78396b03');
  expect(new Set(['a b', 'a c', 'b b'].map((t) => idFrom(...(t.split(' ') as [string, string])))).size).toBe(3);
  expect(Array.from({ length: 200 }, (_, i) => idFrom('x', String(i))).every(isUuid)).toBe(true);
});
