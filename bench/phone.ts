import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenHouse } from '#apps/server/house.ts';
import { uuid7 } from '#kernel/pure/ids.ts';
import { makeFact } from '#kernel/pure/maker.ts';
import { cookieName } from '#kernel/server/http.ts';
import { RoleGranted } from '#programme/partners/facts.ts';
import { buildScreens, builtStamp, sourceStamp } from '#tools/build.ts';
import type { Bench, Measured } from './bench.ts';
import { round } from './bench.ts';
import { coldStart, dayBytes, firstSync, type SignIn, savings } from './phoneApp.ts';
import { builtPage, inBrowser, showsPage } from './phoneBrowser.ts';
import { fleet } from './phoneFleet.ts';
import { lighthouseScores } from './phoneLighthouse.ts';
import { type Compared, comparedShelves } from './phoneShelves.ts';
import { builtSizes } from './phoneSize.ts';
import { inHouse, inSeason, inTemporary, onlyProgramme } from './places.ts';
import { serveOurs } from './serving.ts';

/** No more than these (500 producers have about 10,000 documents); `…Times` (ratios to another store) and `…Score` no less than these. */
const limits = {
  firstScriptsKb: 120,
  homeScriptsKb: 120,
  keptKb: 1500,
  coldStart4xMs: 1500,
  coldStart6xMs: 2500,
  saving4xMs: 100,
  saving6xMs: 150,
  firstSyncKbPer10k: 1500,
  edgeFirstPageSeconds: 10,
  edgeWholeSeconds: 90,
  idleTrips: 1,
  idleKb: 3,
  dayKb: 20,
  shelfMbPer10k: 25,
  fleetP95Seconds: 10,
  lighthousePerformanceScore: 95,
  lighthouseAccessibilityScore: 100,
  keepDexieTimes: 2,
  keepRxdbTimes: 3,
  keepPouchTimes: 8,
  listDexieTimes: 1,
} as const;
type Budget = keyof typeof limits;

export const phoneBench: Bench = {
  name: 'phone',
  about:
    'the built phone in a real browser: sizes, cold start, saving, first sync on EDGE, 200 at once, beside other stores',
  run: async (options) => {
    await builtNow(options.note);
    return inSeason(options, (dataDir) =>
      inTemporary(async (profiles) => {
        const { cookies } = await inHouse(dataDir, prepared);
        const app = await measuredApp(dataDir, profiles, cookies, options.note);
        options.note(JSON.stringify(app));
        const compared = await comparedShelves(options.full ? 5 : 3, options.note);
        return judged({ ...app.values, ...ratios(compared) }, { ...app.seen, compared });
      }),
    );
  },
};

/** The app is measured as it is in the sources now. */
async function builtNow(note: (text: string) => void): Promise<void> {
  if (builtStamp() === sourceStamp()) return;
  note('builds the screens first');
  // What the build tells must not stand among the figures.
  const { log } = console;
  console.log = (text: string) => note(text);
  const done = await buildScreens().finally(() => {
    console.log = log;
  });
  if (!done) throw new Error('the screens could not be built');
}

const demo = { login: 'tecnica@demo', password: 'minka-demo' };
const phonesAtOnce = 200;

/**
 * The demo technician takes over a colleague's zone: about 10,000 documents, as 500 producers with a full year have. And
 * 200 sessions of technicians are open.
 */
async function prepared(house: OpenHouse): Promise<{ cookies: string[] }> {
  const programme = await onlyProgramme(house);
  const { pool } = house.ledger;
  const { rows: grants } = await pool.query<{ staff: string; zone: string; login: string | null }>(
    `select g.staff, unnest(g.scopes) as zone, l.login
     from partners_grant g left join access_login l on l.staff = g.staff
     where g.programme = $1 and g.role = 'technician' and not g.revoked order by g.staff`,
    [programme],
  );
  const staff = [...new Set(grants.map((grant) => grant.staff))];
  const own = grants.filter((grant) => grant.login === demo.login);
  const other = grants.find(({ zone }) => own.every((grant) => grant.zone !== zone));
  if (!own[0] || !other) throw new Error('no technician, or nobody whose zone she could take over');
  const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
  const device = uuid7(Date.now(), random);
  const pen = { programme, author: programme, device, random, now: Date.now, seq: 0, prevHash: null };
  const on = new Date().toISOString().slice(0, 10);
  const wider = makeFact(pen, RoleGranted, { staff: own[0].staff, role: 'technician', scopes: [other.zone], on });
  const [receipt] = await house.ledger.record(programme, [wider], { staff: null });
  if (receipt?.outcome !== 'accepted') throw new Error(`the wider grant: ${JSON.stringify(receipt)}`);
  const cookies = Array.from({ length: phonesAtOnce }, async (_, i) => {
    const token = await house.sessions.open({ programme, staff: staff[i % staff.length] as string });
    return `${cookieName}=${token}`;
  });
  return { cookies: await Promise.all(cookies) };
}

async function measuredApp(
  dataDir: string,
  profiles: string,
  cookies: readonly string[],
  note: (text: string) => void,
): Promise<{ values: Partial<Record<Budget, number>>; seen: object }> {
  const profile = (name: string) => {
    mkdirSync(join(profiles, name));
    return join(profiles, name);
  };
  const own = profile('own');
  const server = await serveOurs(dataDir);
  try {
    const of: SignIn = { address: server.address, ...demo };
    const sizes = builtSizes();
    note('first sync on EDGE');
    const first = await firstSync(own, of);
    note(`${first.documents} documents of ${first.names} names in ${first.wholeSeconds} s`);
    const coldStart4xMs = await coldStart(own, of.address, 4);
    const coldStart6xMs = await coldStart(own, of.address, 6);
    const code = await builtPage('ours');
    const [saving4xMs, saving6xMs, day] = await inBrowser(profile('bare'), async (open) => {
      await showsPage(open, of.address, code);
      const savingAt4 = await savings(open, 4);
      const savingAt6 = await savings(open, 6);
      return [savingAt4, savingAt6, await dayBytes(open, code, of)] as const;
    });
    const scores = await lighthouseScores(`${of.address}/phone/`, profile('lighthouse'));
    note('200 phones at once');
    const fleetP95Seconds = await fleet(of.address, cookies);
    const values = {
      ...sizes,
      coldStart4xMs,
      coldStart6xMs,
      saving4xMs,
      saving6xMs,
      firstSyncKbPer10k: round((first.bytes / first.documents) * 10),
      edgeFirstPageSeconds: first.firstSeconds,
      edgeWholeSeconds: first.wholeSeconds,
      idleTrips: first.idleTrips,
      idleKb: round(first.idleBytes / 1000),
      dayKb: round((day.sent + day.answered) / 1000),
      shelfMbPer10k: round((first.shelfMb / first.documents) * 10_000),
      fleetP95Seconds,
      lighthousePerformanceScore: scores.performance,
      lighthouseAccessibilityScore: scores.accessibility,
    };
    return { values, seen: { firstSync: first, day } };
  } finally {
    await server.stop();
  }
}

function ratios({ ours, dexie, rxdb, pouch }: Compared): Partial<Record<Budget, number>> {
  return {
    keepDexieTimes: round(dexie.keepMs / ours.keepMs),
    keepRxdbTimes: round(rxdb.keepMs / ours.keepMs),
    keepPouchTimes: round(pouch.keepMs / ours.keepMs),
    listDexieTimes: round(dexie.listMs / ours.listMs),
  };
}

function judged(values: Partial<Record<Budget, number>>, seen: object): Measured {
  const budgets = Object.entries(limits).map(([name, limit]) => {
    const value = values[name as Budget] ?? Number.NaN;
    const holds = /(Times|Score)$/.test(name) ? value >= limit : value <= limit;
    return [name, { value, limit, holds }] as const;
  });
  const pass = budgets.every(([, { holds }]) => holds);
  return {
    ratio: values.keepDexieTimes ?? Number.NaN,
    limits,
    figures: { budgets: Object.fromEntries(budgets), ...seen },
    pass,
  };
}
