import type { Page } from 'playwright-core';
import { phoneRoutes } from '#apps/phone/routes.ts';
import { cheap, enlarge, goes, spills, stumbles } from './looking.ts';

/** Who opens the screens whose path begins so. A screen of which nobody is named here is one that nobody would look at. */
const seats: Readonly<Record<string, Seat>> = {
  people: 'technician',
  plots: 'technician',
  visits: 'technician',
  trainings: 'technician',
  bench: 'nursery-operator',
  seedlings: 'nursery-operator',
  lots: 'warehouse',
  buy: 'buyer',
  purchases: 'buyer',
  cash: 'buyer',
  inspections: 'inspector',
};
export type Seat = 'technician' | 'promoter' | 'nursery-operator' | 'warehouse' | 'buyer' | 'inspector';

const seatOf = (path: string): Seat | undefined => seats[path.split('/')[1] ?? ''];

/** Screens of every seat. */
const everybodys = ['/', '/tray', '/settings'];

/** Screens that no seat is given for: the walk has to learn who opens them. */
export const seatless = (): string[] =>
  phoneRoutes.map(({ path }) => path).filter((path) => !everybodys.includes(path) && !seatOf(path));

/**
 * Opens every screen of a seat, in Spanish, in English and with letters twice as large, and answers what a weak eye would
 * stumble over and what is wider than the phone. A screen with an id is opened by a link that leads there, from any
 * screen; `known` names what no link leads to.
 */
export async function sweep(page: Page, seat: Seat, known: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const patterns = phoneRoutes.map(({ path }) => path).filter((path) => seatOf(path) === seat);
  const found = new Map<string, string>(everybodys.map((path) => [path, path]));
  for (const path of patterns) if (!path.includes(':')) found.set(path, path);
  for (const [path, address] of Object.entries(known)) found.set(path, address);
  const wrong: string[] = [];
  const visits = async (name: string, judge: () => Promise<string[]>) => {
    for (const [path, address] of found) {
      await goes(page, `/phone${address}`);
      wrong.push(...(await judge()).map((what) => `${seat} ${name} ${path}: ${what}`));
      for (const link of await links(page)) {
        const leads = patterns.find((pattern) => matches(pattern, link));
        if (leads && !found.has(leads)) found.set(leads, link);
      }
    }
  };
  await speaks(page, 'es');
  await visits('es', () => judged(page));
  // A form of a record that no screen offers it for now opens from that record's own address.
  const forms = patterns.filter((path) => !found.has(path)).map((path) => [path, formOf(path, found)] as const);
  for (const [path, address] of forms) {
    if (address === null) wrong.push(`${seat}: no way to ${path}`);
    else found.set(path, address);
  }
  await speaks(page, 'en');
  await visits('en', () => judged(page, 'words'));
  await speaks(page, 'es');
  await visits('large', async () => {
    await enlarge(page);
    return judged(page, 'size');
  });
  await speaks(page, 'es');
  return wrong;
}

function formOf(path: string, found: ReadonlyMap<string, string>): string | null {
  const cut = path.lastIndexOf('/');
  const record = found.get(path.slice(0, cut));
  return record === undefined || path.slice(cut).includes(':') ? null : record + path.slice(cut);
}

/** The bar at the bottom lies over what can be scrolled away under it: the whole screen is looked at, not its window. */
export async function judged(page: Page, again?: 'words' | 'size'): Promise<string[]> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: cheap.width, height: Math.min(4000, Math.max(height, cheap.height)) });
  const wrong = await stumbles(page, again);
  if (await spills(page)) wrong.push(`wider than the phone: ${await widest(page)}`);
  await page.setViewportSize(cheap);
  return wrong;
}

/** What stands out furthest to the right. */
const widest = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll('main *, header *, footer *')];
    const [most] = all.sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right);
    return most ? `${most.tagName} ${most.className} ${most.textContent?.slice(0, 40)}` : '';
  });

async function speaks(page: Page, language: string): Promise<void> {
  await page.evaluate((to) => localStorage.setItem('minka.language', to), language);
  await page.reload();
  await page.locator('h1').first().waitFor();
}

const links = (page: Page): Promise<string[]> =>
  page
    .locator('a[href^="/phone/"]')
    .evaluateAll((all) => all.map((a) => new URL((a as HTMLAnchorElement).href).pathname.slice('/phone'.length)));

function matches(pattern: string, address: string): boolean {
  const [parts, given] = [pattern.split('/'), address.split('/')];
  return (
    parts.length === given.length &&
    parts.every((part, i) => (part.startsWith(':') ? isId(given[i]) : part === given[i]))
  );
}

const isId = (text = ''): boolean => /^[0-9a-f-]{36}$/.test(text);
