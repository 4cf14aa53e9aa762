import pg from 'pg';
import { type HouseOptions, type OpenHouse, openHouse } from '#apps/server/house.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Standing } from '#kernel/server/actors.ts';
import { ask } from '#kernel/server/asking.ts';
import type { Call } from './commands.ts';
import { type Progress, progressBar } from './printing.ts';
import { terminal } from './terminal.ts';

const dataDirOf = (call: Call): string => call.values.get('data') ?? terminal().env['MINKA_DATA'] ?? 'data';

/** The database that the environment names, tried once: a pool would wait long for one that is not there. */
async function databaseGiven(): Promise<string | undefined> {
  const url = terminal().env['DATABASE_URL'];
  if (!url) return undefined;
  const trial = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await trial.connect();
  } catch (error) {
    const { code } = error as { code?: string };
    throw new Refused([refuse('cli.no-database', { code: code ?? 'timeout' })]);
  }
  await trial.end();
  return url;
}

/** Opens the house; tables of an older version are built again then, in sight. */
export async function openFor(
  call: Call,
  options: Pick<HouseOptions, 'share' | 'secure' | 'proxied'>,
  progress: Progress = progressBar(),
): Promise<OpenHouse> {
  let rebuilt = false;
  const house = await openHouse({
    ...options,
    dataDir: dataDirOf(call),
    databaseUrl: await databaseGiven(),
    ledger: {
      rebuilding: (_programme, done, of) => {
        rebuilt = true;
        progress(call.say('cli.phase.rebuild'), done, of);
      },
    },
  });
  if (rebuilt) await house.ledger.pool.query('analyze');
  return house;
}

/** Works beside a running server, or alone; closes the house whatever happens. */
export async function inHouse<T>(call: Call, work: (house: OpenHouse) => Promise<T>): Promise<T> {
  const house = await openFor(call, { share: true });
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

/** The programme meant: the one named, or the only one. */
export async function programmeOf(call: Call, house: OpenHouse): Promise<string> {
  const all = await house.ledger.programmes();
  const code = call.values.get('programme');
  const found = code ? all.filter((p) => p.code === code || p.programme === code) : all;
  if (found.length === 0)
    throw new Refused([refuse(code ? 'cli.not-found' : 'cli.no-programme', { what: code ?? '' })]);
  if (found.length > 1)
    throw new Refused([refuse('cli.several-programmes', { known: all.map((p) => p.code).join(', ') })]);
  return (found[0] as { programme: string }).programme;
}

/** Whoever has the machine may ask anything: the command line asks as the programme itself. */
export async function askAs(
  house: OpenHouse,
  programme: string,
  call: Call,
  name: string,
  query: Record<string, string> = {},
): Promise<unknown> {
  const standing: Standing = {
    actor: { id: programme, programme, grants: [{ role: 'administrator', scopes: 'all' }] },
    below: new Map(),
  };
  const question = house.questions.get(name);
  if (!question) throw new Error(`no question ${name}`);
  return (await ask(house.ledger.pool, question, standing, query, call.language)).value;
}
