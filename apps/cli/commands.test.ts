import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { urlOf } from '#apps/server/openServer.ts';
import { type TestDatabase, testDatabase } from '#kernel/server/testDatabase.ts';
import { openCli, minka as program, run, spawned } from './openCli.ts';

// Some steps are processes of their own, and a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let cli: Awaited<ReturnType<typeof openCli>>;
beforeAll(async () => {
  cli = await openCli();
});
afterAll(() => cli.close());

const rows = async (sql: string, values: unknown[] = []) => (await cli.database.pool.query(sql, values)).rows;

describe('what cannot be done is said, and ends with 2', () => {
  test('an unknown command, option, action or word, in words and for machines', async () => {
    const [command, option, action, word] = await Promise.all([
      cli.minka(['impot']),
      cli.minka(['verify', '--deep', '--json']),
      cli.minka(['user', 'delete', 'Rosa', '--lang', 'en']),
      cli.minka(['backup', 'a', 'b']),
    ]);
    expect([command.code, option.code, action.code, word.code]).toEqual([2, 2, 2, 2]);
    expect(command.err).toContain('Orden desconocida: impot. Hay: help, start');
    expect(option.json().refusals).toMatchObject([{ code: 'cli.unknown-option', params: { option: '--deep' } }]);
    expect(action.err).toContain('There is no “delete”. There are: list, login, close');
    expect(word.err).toContain('Sobra «b»');
  });

  test('no programme, no file, no database', async () => {
    const empty = await testDatabase();
    const [none, file, database] = await Promise.all([
      cli.on(empty)(['results']),
      cli.minka(['import', 'no.csv', '--as', 'people', '--json']),
      run(['verify', '--json'], { env: { DATABASE_URL: 'postgres://minka@127.0.0.1:9/none' } }),
    ]);
    await empty.close();
    expect([none.code, file.code, database.code]).toEqual([2, 2, 2]);
    expect(none.err).toContain('Todavía no hay un programa');
    expect(file.json().refusals[0].words).toBe('No se puede leer el archivo no.csv');
    expect(database.json().refusals[0].code).toBe('cli.no-database');
  });
});

test('the program itself ends with the code of its command, and its words go where they belong', async () => {
  const [done, unknown, asked] = await Promise.all([
    spawned(['--help']),
    spawned(['impot']),
    cli.on(cli.database, spawned)(['user', 'list', '--json']),
  ]);
  expect([done.code, unknown.code, asked.code]).toEqual([0, 2, 0]);
  expect([done.err, unknown.out, asked.err]).toEqual(['', '', '']);
  expect(done.out).toMatch(/^ {2}start +\S/m);
  expect(unknown.err).toContain('Orden desconocida: impot');
  expect(asked.json().length).toBeGreaterThan(10);
});

test('help lists every command in the language of the machine, and one with its options', async () => {
  const [list, one, machine] = await Promise.all([
    run(['--help']),
    run(['trace', '-h'], { env: { LANG: 'en_US.UTF-8' } }),
    run(['help', '--json']),
  ]);
  expect([list.code, one.code, machine.code]).toEqual([0, 0, 0]);
  const names = [
    'start',
    'season',
    'results',
    'import',
    'trace',
    'lots',
    'plots',
    'land',
    'eudr',
    'book',
    'verify',
    'rebuild',
    'backup',
    'restore',
    'user',
  ];
  for (const name of names) expect(list.out).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
  expect(one.out).toMatch(/--kg +with kilos pro rata/);
  expect(machine.json().map((command: { name: string }) => command.name)).toEqual(['help', ...names]);
  expect(list.out + machine.out).not.toMatch(/cli\.(about|--)/);
});

test('a reader that closes the pipe gets its lines and no complaint', () => {
  const env = { ...process.env, DATABASE_URL: urlOf(cli.database.address) };
  const said = execFileSync('sh', ['-c', `"${program}" trace forward "$0" --json 2>&1 | head -n 1`, '00000000'], {
    env,
  });
  expect(String(said)).toBe('{\n');
});

test('results come with unit, target and the facts behind them', async () => {
  const [words, machine] = await Promise.all([cli.minka(['results']), cli.minka(['results', '--json'])]);
  expect([words.code, machine.code]).toEqual([0, 0]);
  const results: Record<string, unknown>[] = machine.json();
  for (const result of results)
    expect(Object.keys(result).sort()).toEqual(['code', 'evidence', 'period', 'target', 'unit', 'value']);
  const trained = results.find(({ code, period }) => code === 'producers_trained' && period === 'life');
  expect(trained?.['evidence']).toBeGreaterThan(0);
  expect(words.out).toContain('Registros');
});

test('the book shows balances, and the lines of one account', async () => {
  const [balances, lines, machine] = await Promise.all([
    cli.minka(['book']),
    cli.minka(['book', 'purchasing.cashBox', '--size', '2']),
    cli.minka(['book', '--json']),
  ]);
  expect(balances.out).toMatch(/purchasing\.cashBox +PEN +\d+ +S\/ [\d,]+\.\d\d/);
  expect(lines.out.split('\n').filter((line) => line.includes('purchasing.cashBox'))).toHaveLength(2);
  const page = machine.json();
  expect(page.rows).toHaveLength(page.total);
});

test('a shipment leads back to plots by its code, and a plot or a producer forward to it', async () => {
  const [shipment] = await rows('select code, id, grams::int from lots_shipment order by on_day, code limit 1');
  const back = await cli.minka(['trace', 'back', String(shipment.code).toLowerCase(), '--json', '--kg']);
  const traced = back.json();
  expect(traced).toMatchObject({ is: 'shipment', id: shipment.id, grams: shipment.grams, kg: shipment.grams / 1000 });
  expect(traced.plots.reduce((sum: number, plot: { grams: number }) => sum + plot.grams, 0)).toBe(shipment.grams);
  const [owner] = await rows(
    `select l.id as plot, p.document_number from plots_plot l join people_person p on p.id = l.person
     where l.id = any($1) and p.document_number is not null and not p.void limit 1`,
    [traced.plots.map((plot: { plot: string | null }) => plot.plot)],
  );
  const first = traced.plots.find((plot: { plot: string | null }) => plot.plot === owner.plot);
  const [byCode, byDocument, words] = await Promise.all([
    cli.minka(['trace', 'forward', first.code, '--json']),
    cli.minka(['trace', 'forward', owner.document_number, '--json']),
    cli.minka(['trace', 'back', shipment.code]),
  ]);
  expect(byCode.json()).toMatchObject({ is: 'plot', id: first.plot });
  for (const found of [byCode, byDocument])
    expect(found.json().shipments.map((s: { id: string }) => s.id)).toContain(shipment.id);
  expect(words.out).toContain(`Embarque ${shipment.code}`);
  expect(words.out).toContain(first.code);
  expect(words.out).not.toContain('prorrata');
});

test('somebody gets a login with a password from standard input, and loses it again', async () => {
  const [staff] = await rows(
    `select s.id, s.names from partners_staff s left join access_login l on l.staff = s.id where l.login is null limit 1`,
  );
  const short = await cli.minka(['user', 'login', staff.names, 'nuevo@demo', '--json'], { input: 'short\n' });
  expect(short.json().refusals).toMatchObject([{ code: 'access.password-too-short' }]);
  const given = await cli.minka(['user', 'login', staff.id, 'nuevo@demo'], { input: 'una clave larga\n' });
  expect(given.out).toBe(`✔ ${staff.names} ya puede entrar como nuevo@demo\n`);
  expect(await cli.house.sessions.whose('nuevo@demo', 'una clave larga')).toMatchObject({ staff: staff.id });
  const list = await cli.minka(['user', 'list', '--json']);
  expect(list.json()).toContainEqual(expect.objectContaining({ id: staff.id, login: 'nuevo@demo' }));
  expect((await cli.minka(['user', 'close', 'no such person'])).code).toBe(2);
  expect((await cli.minka(['user', 'close', staff.names])).code).toBe(0);
  expect(await cli.house.sessions.whose('nuevo@demo', 'una clave larga')).toBeNull();
});

test('rebuilding gives identical tables, and a season is not told over a programme', async () => {
  const [rebuilt, again] = await Promise.all([
    cli.minka(['rebuild', '--json']),
    cli.minka(['season', '--scale', '0.01']),
  ]);
  expect(rebuilt.code).toBe(0);
  const { identical, tables } = rebuilt.json();
  expect(identical).toBe(true);
  expect(tables.find((t: { table: string }) => t.table === 'people_person').rows).toBeGreaterThan(0);
  expect(again).toMatchObject({ code: 2 });
  expect(again.err).toContain('ya tiene un programa');
});

describe('a backup', () => {
  let other: TestDatabase;
  beforeAll(async () => {
    other = await testDatabase();
  });
  afterAll(() => other.close());

  test('restores into an empty house to the same results', async () => {
    const file = join(cli.folder, 'copia de hoy.gz');
    const made = await cli.minka(['backup', file]);
    expect([made.code, existsSync(file)]).toEqual([0, true]);
    const there = cli.on(other);
    const restored = await there(['restore', file, '--json']);
    expect(restored.json()).toMatchObject({ ok: true, programmes: [{ code: 'MOCCA-PE', ok: true }] });
    expect((await there(['restore', file])).err).toContain('ya tiene un programa');
    const [before, after] = [await cli.minka(['results', '--json']), await there(['results', '--json'])];
    expect(after.json()).toEqual(before.json());
  });

  test('what is altered in the database is named, and a failure of ours is 3', async () => {
    const there = cli.on(other);
    const verified = await there(['verify']);
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.out).toMatch(/^✔ \d+ registros/);
    const { rows: facts } = await other.pool.query(
      `select id, number::int from ledger_fact where kind = 'purchasing.cocoaBought' order by number limit 1`,
    );
    await other.pool.query(
      `set session_replication_role = replica;
       update ledger_fact set body = jsonb_set(body::jsonb, '{paid}', '1')::json where id = '${facts[0].id}'`,
    );
    const alone = cli.on(other, spawned);
    const [words, machine] = [await alone(['verify']), await there(['verify', '--json'])];
    expect([words.code, machine.code]).toEqual([1, 1]);
    expect(words.out).toContain(facts[0].id);
    expect(machine.json()).toMatchObject({ ok: false, broken: { fact: facts[0].id, number: facts[0].number } });

    // Nothing of ours mends this one: a column of the log itself is gone.
    await other.pool.query('alter table ledger_head rename column hash to lost');
    const failed = await alone(['verify', '--json']);
    expect(failed.code).toBe(3);
    expect(failed.json().failure.words).toContain('no se perdió');
  });
});
