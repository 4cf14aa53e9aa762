import type { Pool } from 'pg';
import type { OpenHouse } from '#apps/server/house.ts';
import type { Standing } from '#kernel/server/actors.ts';
import { ask } from '#kernel/server/asking.ts';
import { type Bench, quantile, repeated, round } from './bench.ts';
import { inHouse, inSeason, onlyProgramme } from './places.ts';

const limits = { ratio: 1.5 };
const some = 40;

/** The bare peers: the recursive query over the same tables, and nothing else. */
const bareBack = `
  with recursive u(id) as (
    select $2::uuid union
    select e.source from u join lots_edge e on e.programme = $1 and e.target = u.id and not e.void
  )
  select r.plot, sum(r.grams) as grams, count(*) as receipts, min(p.lon) as lon, min(p.lat) as lat
  from u join lots_receipt r on r.programme = $1 and r.lot = u.id and not r.void
  left join plots_plot p on p.programme = $1 and p.id = r.plot group by r.plot`;
const bareForward = `
  with recursive u(id) as (
    select distinct r.lot from lots_receipt r where r.programme = $1 and r.plot = $2 and not r.void union
    select e.target from u join lots_edge e on e.programme = $1 and e.source = u.id and not e.void
  )
  select u.id, l.code, l.grams, s.code, s.grams from u
  left join lots_lot l on l.programme = $1 and l.id = u.id left join lots_shipment s on s.programme = $1 and s.id = u.id`;

export const traceBench: Bench = {
  name: 'trace',
  about: 'shipment to plots and plot to shipments, with pro-rata grams, beside the bare recursive query',
  run: (options) => inSeason(options, (dataDir) => inHouse(dataDir, run)),
};

async function run(house: OpenHouse) {
  const programme = await onlyProgramme(house);
  const { pool } = house.ledger;
  const ids = async (text: string) => (await pool.query(text, [programme])).rows.map((r) => String(r.id));
  const shipments = await ids(
    `select id from lots_shipment where programme = $1 order by grams desc, id limit ${some}`,
  );
  const plots = await ids(
    `select plot as id from lots_receipt where programme = $1 and plot is not null group by 1 order by count(*) desc, 1 limit ${some}`,
  );
  const { ratio, back, forward } = await traceBeside(house, programme, shipments, plots);
  return { ratio, limits, figures: { back, forward }, pass: ratio <= limits.ratio };
}

/** Traces back of shipments and forward of plots, beside the bare queries. */
export async function traceBeside(
  house: OpenHouse,
  programme: string,
  shipments: readonly string[],
  plots: readonly string[],
) {
  const back = await beside(house, programme, bareBack, shipments, 'lots.traceBack', 'id');
  const forward = await beside(house, programme, bareForward, plots, 'lots.traceForward', 'plot');
  return { ratio: Math.max(back.ratio, forward.ratio), back, forward };
}

async function beside(
  house: OpenHouse,
  programme: string,
  bare: string,
  ids: readonly string[],
  name: string,
  parameter: string,
) {
  const standing: Standing = {
    actor: { id: programme, programme, grants: [{ role: 'administrator', scopes: 'all' }] },
    below: new Map(),
  };
  const question = house.questions.get(name);
  if (!question) throw new Error(`no question ${name}`);
  const { pool } = house.ledger;
  const ours = (id: string) => ask(pool, question, standing, { [parameter]: id }, 'es');
  const theirs = (id: string) => inProgramme(pool, programme, bare, id);
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let round = 0; round < 4; round += 1) {
    for (const id of ids) {
      const [b] = await repeated(1, () => theirs(id));
      const [o] = await repeated(1, () => ours(id));
      // The first round warms both.
      if (round > 0) times.bare.push(b as number);
      if (round > 0) times.ours.push(o as number);
    }
  }
  const p = (list: readonly number[]) => ({ p50: round(quantile(list, 0.5), 3), p95: round(quantile(list, 0.95), 3) });
  const [mine, peer] = [p(times.ours), p(times.bare)];
  return { ours: mine, bare: peer, ratio: round(mine.p50 / peer.p50), asked: ids.length };
}

/** As the application reads: one programme, a transaction of its own. */
async function inProgramme(pool: Pool, programme: string, text: string, id: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(
      `begin read only; set local role minka_app; select set_config('minka.programmes', '{${programme}}', true)`,
    );
    await client.query(text, [programme, id]);
    await client.query('commit');
  } finally {
    client.release();
  }
}
