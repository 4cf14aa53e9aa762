import type { Page } from 'playwright-core';
import { quantile, round } from './bench.ts';
import { inBrowser, type OpenPage, onEdge, showsPage, slowed, until } from './phoneBrowser.ts';
import type { BareBench } from './phonePage/shelf.ts';

declare global {
  var bareBench: BareBench;
}

export interface SignIn {
  readonly address: string;
  readonly login: string;
  readonly password: string;
}

/** Round trips of the contact, as they went over the line. */
interface Trips {
  readonly answers: {
    readonly changes: number;
    readonly bytes: number;
    readonly sent: number;
    readonly headers: number;
  }[];
  /** When everything has been counted that has ended. */
  settled(): Promise<void>;
  last(): boolean;
}

function tripsOf(page: Page): Trips {
  const answers: Trips['answers'] = [];
  const counting: Promise<void>[] = [];
  let whole = false;
  page.on('requestfinished', (request) => {
    if (!request.url().endsWith('/api/sync')) return;
    const count = async () => {
      const response = await request.response();
      const [sizes, answer] = await Promise.all([request.sizes(), response?.json() as Promise<Answer>]);
      answers.push({
        changes: answer.changes.length,
        bytes: sizes.responseBodySize,
        sent: sizes.requestBodySize,
        headers: sizes.requestHeadersSize + sizes.responseHeadersSize,
      });
      whole = !answer.more;
    };
    counting.push(count());
  });
  return {
    answers,
    settled: async () => {
      for (let seen = -1; seen !== counting.length; ) {
        seen = counting.length;
        await Promise.all(counting);
      }
    },
    last: () => whole,
  };
}

interface Answer {
  readonly changes: readonly unknown[];
  readonly more: boolean;
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

/** Signs in on EDGE with the app already there, until the first names are to be seen and until everything is. */
export function firstSync(profile: string, { address, login, password }: SignIn) {
  return inBrowser(profile, async ({ page, cdp }) => {
    await page.goto(`${address}/phone/`);
    await until(page, 'navigator.serviceWorker.controller');
    await page.getByLabel('Usuario').fill(login);
    await page.getByLabel('Contraseña', { exact: true }).fill(password);
    const trips = tripsOf(page);
    await onEdge(cdp, true);
    const began = performance.now();
    await page.locator('.main-button').click();
    await page.locator('a[href="/phone/people"]').click({ timeout: 60_000 });
    await page.locator('.list .row').first().waitFor({ timeout: 60_000 });
    const firstSeconds = (performance.now() - began) / 1000;
    while (!trips.last()) await page.waitForTimeout(50);
    await page.locator('.back').click();
    await page.getByText('última vez').waitFor({ timeout: 120_000 });
    const wholeSeconds = (performance.now() - began) / 1000;
    await trips.settled();
    const documents = sum(trips.answers.map((trip) => trip.changes));
    const bytes = sum(trips.answers.map((trip) => trip.bytes));
    const contacts = trips.answers.length;

    await onEdge(cdp, false);
    await page.waitForTimeout(500);
    trips.answers.length = 0;
    const heard = page.waitForResponse('**/api/sync');
    await page.evaluate("dispatchEvent(new Event('online'))");
    await heard;
    await page.waitForTimeout(1500);
    await trips.settled();
    const again = trips.answers;
    const idleBytes = sum(again.map((trip) => trip.bytes + trip.sent + trip.headers));
    const idleHeaderBytes = sum(again.map((trip) => trip.headers));

    const names = await page.evaluate<number>(countPeople);
    const used = await page.evaluate<number>(
      'navigator.storage.estimate().then((e) => e.usageDetails?.indexedDB ?? e.usage)',
    );
    const shelfMb = used / 1e6;
    return {
      documents,
      names,
      contacts,
      bytes,
      firstSeconds: round(firstSeconds),
      wholeSeconds: round(wholeSeconds),
      idleTrips: again.length,
      idleBytes,
      idleHeaderBytes,
      shelfMb: round(shelfMb),
    };
  });
}

const countPeople = `(async () => {
  const [{ name }] = await indexedDB.databases();
  const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
  const blocks = await new Promise((done) => {
    const asked = db.transaction('block').objectStore('block').getAll(IDBKeyRange.bound(['people.person'], ['people.person', []]));
    asked.onsuccess = () => done(asked.result);
  });
  const n = new Set(blocks.flatMap((text) => JSON.parse(text.slice(0, text.indexOf('\\n')))[2])).size;
  db.close();
  return n;
})()`;

const noteFirstRow = `(() => {
  const look = () => {
    if (!document.querySelector('.list .row')) return requestAnimationFrame(look);
    globalThis.firstRowMs ??= performance.now();
  };
  look();
})()`;

/** A new browser process without network, until the list of names stands on the screen: the middle of three, ms. */
export async function coldStart(profile: string, address: string, rate: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const ms = await inBrowser(profile, async ({ context, page, cdp }) => {
      await context.setOffline(true);
      await page.addInitScript(noteFirstRow);
      await slowed(cdp, rate);
      await page.goto(`${address}/phone/people`, { waitUntil: 'commit' });
      await until(page, 'globalThis.firstRowMs');
      return page.evaluate<number>('globalThis.firstRowMs');
    });
    times.push(ms);
  }
  return Math.round(quantile(times, 0.5));
}

/** p95 of saving one form with the shipped phone, on a shelf with the whole history. */
export async function savings(open: OpenPage, rate: number): Promise<number> {
  await slowed(open.cdp, rate);
  const times = await open.page.evaluate(() => globalThis.bareBench.saves(200));
  return round(quantile(times, 0.95), 1);
}

/** What a day's 60 facts weigh on the way: the bodies of their contact, zipped, in both directions. */
export async function dayBytes(open: OpenPage, code: string, of: SignIn): Promise<{ sent: number; answered: number }> {
  await showsPage(open, of.address, code);
  const session: unknown = await open.page.evaluate(
    `fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-minka': 'phone' },
      body: ${JSON.stringify(JSON.stringify({ login: of.login, password: of.password }))},
    }).then((response) => response.json())`,
  );
  const trips = tripsOf(open.page);
  const ended = await open.page.evaluate((who) => globalThis.bareBench.day(who as never), session);
  if (ended !== 'done') throw new Error(`the day's facts: ${ended}`);
  await trips.settled();
  const handing = trips.answers.filter((trip) => trip.sent > 2000);
  return {
    sent: sum(handing.map((trip) => trip.sent)),
    answered: sum(handing.map((trip) => trip.bytes)),
  };
}
