import type { Pool } from 'pg';

const receipts = 1_000_000;
const lots = 20_000;
const shipments = 500;
const plots = 50_000;

/** An id of one kind of thing and its number, the same in every run. */
const uuidOf = (what: string, n: string) =>
  `overlay(overlay(md5('${what}' || (${n})) placing '7' from 13 for 1) placing '8' from 17 for 1)::uuid`;

/** What a column without a value of its own gets. */
const empty: Readonly<Record<string, string>> = {
  uuid: `'00000000-0000-7000-8000-000000000000'`,
  boolean: 'false',
  text: `''`,
  date: `'2022-05-01'`,
  jsonb: `'[]'`,
  json: `'[]'`,
  'timestamp with time zone': 'now()',
};

/**
 * Read tables as they would stand after a large season: receipts in lots of reception, each lot's beans in two blends of
 * many lots, blends in shipments. Written by SQL: a million facts would take minutes, and only reading is measured.
 */
export async function fillLots(pool: Pool, programme: string) {
  const fill = async (
    table: string,
    count: number,
    columns: Readonly<Record<string, string>>,
    and = '',
  ): Promise<void> => {
    const { rows } = await pool.query(
      `select column_name as name, data_type as type, is_nullable = 'YES' as empty from information_schema.columns
       where table_name = $1 and table_schema = current_schema() order by ordinal_position`,
      [table],
    );
    const values = rows.map((column) => columns[column.name] ?? (column.empty ? 'null' : (empty[column.type] ?? '0')));
    const names = rows.map((column) => column.name).join(', ');
    await pool.query(
      `insert into ${table} (${names}) select ${values.join(', ')} from generate_series(0, ${count - 1}) n ${and}`,
    );
  };
  const own = { programme: `'${programme}'` };
  const grams = '(20000 + n::bigint * 7919 % 180000)';
  const reception = 50 * 110_000;
  const lot = { ...own, code: `'L' || n`, grams: `${reception}`, total_in: `${reception}`, known_in: `${reception}` };
  await fill('plots_plot', plots, {
    ...own,
    id: uuidOf('plot', 'n'),
    person: uuidOf('person', 'n / 2'),
    area_m2: '15000',
    lon: '-74.6',
    lat: '-11.2',
  });
  await fill('lots_lot', lots, { ...lot, id: uuidOf('lot', 'n'), process: `'reception'`, state: `'dry'` });
  await fill('lots_receipt', receipts, {
    ...own,
    purchase: uuidOf('purchase', 'n'),
    lot: uuidOf('lot', `n % ${lots}`),
    person: uuidOf('person', `(n::bigint * 31 % ${plots}) / 2`),
    plot: uuidOf('plot', `n::bigint * 31 % ${plots}`),
    grams,
    moved: grams,
  });
  // Every lot goes half into one blend, half into the next; blends into one shipment each, with a rest of the blend before.
  const blends = shipments;
  await fill('lots_lot', blends, {
    ...lot,
    code: `'B' || n`,
    id: uuidOf('blend', 'n'),
    process: `'blending'`,
    state: `'dry'`,
  });
  const edge = { ...own, void: 'false' };
  const into = {
    target: uuidOf('blend', `(n / 40 + k) % ${blends}`),
    source: uuidOf('lot', 'n'),
    grams: `${reception / 2}`,
  };
  await fill('lots_edge', lots, { ...edge, ...into }, 'cross join generate_series(0, 1) k');
  await fill('lots_shipment', shipments, {
    ...own,
    id: uuidOf('shipment', 'n'),
    code: `'S' || n`,
    grams: '25000000',
    known: '25000000',
    frozen: `'{}'`,
  });
  const shipped = {
    target: uuidOf('shipment', 'n'),
    source: uuidOf('blend', `(n + k) % ${blends}`),
    grams: '12500000',
  };
  await fill('lots_edge', shipments, { ...edge, ...shipped }, 'cross join generate_series(0, 1) k');
  await pool.query('analyze');
  const some = async (what: string, of: number, step: number): Promise<string[]> =>
    (await pool.query(`select ${uuidOf(what, 'n')} as id from generate_series(0, ${of - 1}, ${step}) n`)).rows.map(
      (row) => String(row.id),
    );
  return { shipments: await some('shipment', shipments, 13), plots: await some('plot', plots, 1_301) };
}
