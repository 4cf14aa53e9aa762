import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type Served } from '#apps/server/openServer.ts';
import { findBrowser } from '#tools/browser.ts';
import { root } from '#tools/sources.ts';
import type { Bare } from './bare.ts';
import { type Fault, faultProxy } from './faultProxy.ts';

// The shipped client in a real Chromium, the real server, and between them whatever networks, tabs, disks and people do.

type Opened = Awaited<ReturnType<Bare['open']>>;
declare global {
  var bare: Bare;
  var seat: Opened;
}

const profile = mkdtempSync(join(tmpdir(), 'minka-faults-'));
let served: Served;
let proxy: Awaited<ReturnType<typeof faultProxy>>;
let zone: string;
let client: Awaited<ReturnType<Served['joins']>>;
let browser: { context: BrowserContext; child: ChildProcess };

beforeAll(async () => {
  served = await openServer();
  const [row] = await served.rows(`select id from partners_zone where name = 'Satipo'`);
  zone = String(row?.['id']);
  client = await served.joins('technician', [zone]);
  const script = { type: 'text/javascript', body: await bundled() };
  const page = { type: 'text/html', body: '<!doctype html><script type="module" src="/bare.js"></script>' };
  proxy = await faultProxy(served.address, { '/bare': page, '/bare.js': script });
  browser = await started();
}, 120_000);

afterAll(async () => {
  await stopped();
  await proxy?.close();
  await served?.close();
  rmSync(profile, { recursive: true, force: true });
}, 60_000);

async function bundled(): Promise<string> {
  const made = (await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { write: false, target: 'chrome100', lib: { entry: join(root, 'season/walk/bare.ts'), formats: ['es'] } },
  })) as Rolldown.RolldownOutput[];
  return made[0]?.output[0].code ?? '';
}

/** A browser that can be killed and started again on the same profile. */
async function started(): Promise<typeof browser> {
  const { executablePath, args, env } = await findBrowser();
  const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(executablePath, [...args, ...own], { env: { ...process.env, ...env }, detached: true });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(said.slice(-2000))));
  });
  const [context] = (await chromium.connectOverCDP(address)).contexts();
  if (!context) throw new Error('no window');
  const [name, value] = client.cookie.split('=') as [string, string];
  await context.addCookies([{ name, value, url: proxy.address }]);
  return { context, child };
}

/** All processes of the browser at once, without a word to any of them. */
async function killed(): Promise<void> {
  const { child } = browser;
  const ended = new Promise((resolve) => child.once('close', resolve));
  process.kill(-(child.pid as number), 'SIGKILL');
  await ended;
}

async function stopped(): Promise<void> {
  if (browser?.child.exitCode === null && browser.child.signalCode === null) await killed();
}

async function opened(): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${proxy.address}/bare`);
  await page.waitForFunction(() => 'bare' in globalThis);
  const session = { programme: { id: served.programme }, staff: { id: client.staff }, grants: [] };
  await page.evaluate(
    async ([of, where]) => {
      globalThis.seat = await globalThis.bare.open(of as never, where as string);
    },
    [session, zone] as const,
  );
  return page;
}

const registers = (page: Page, name: string) => page.evaluate((of) => globalThis.seat.register(of), name);
const syncs = (page: Page) => page.evaluate(() => globalThis.seat.phone.sync());
const kept = (page: Page) => page.evaluate(() => globalThis.seat.store.facts());
const meta = (page: Page) => page.evaluate(() => globalThis.seat.phone.meta());

async function onServer(ids: readonly string[]): Promise<number> {
  const rows = await served.rows('select count(*)::int as n from ledger_fact where id = any ($1::uuid[])', [ids]);
  return Number(rows[0]?.['n']);
}

/** A contact under a fault, and one under clear skies: each fact is there once and answered for. */
async function survives(page: Page, fault: Fault, ends: readonly string[]): Promise<void> {
  const id = await registers(page, `Bajo ${JSON.stringify(fault)}`);
  proxy.state.fault = fault;
  const before = await meta(page);
  expect(ends, JSON.stringify(fault)).toContain(await syncs(page));
  expect(await meta(page)).toEqual(before);
  proxy.state.fault = 'none';
  expect(await syncs(page)).toBe('done');
  expect(await onServer([id])).toBe(1);
  expect((await kept(page)).find((k) => k.id === id)?.receipt?.outcome).toMatch(/accepted|flagged/);
}

test('a connection that dies at any byte, a portal and noise change nothing, and the next contact has it all', async () => {
  const page = await opened();
  expect(await syncs(page)).toBe('done');
  for (let at = 0; at < 1500; at += 187) {
    await survives(page, { request: at }, ['offline']);
    await survives(page, { answer: at }, ['offline', 'not-ours']);
  }
  for (const fault of ['portal', 'garbage'] as const) await survives(page, fault, ['offline', 'not-ours']);
  const people = await page.evaluate(() => globalThis.seat.store.documents('people.person'));
  expect(people).toHaveLength(20);
  await page.close();
}, 60_000);

test('without network, and over EDGE, a day of sixty facts waits and then goes out', async () => {
  const page = await opened();
  await browser.context.setOffline(true);
  const ids: string[] = [];
  for (let i = 0; i < 60; i += 1) ids.push(await registers(page, `Del día ${i}`));
  expect(await syncs(page)).toBe('offline');
  await browser.context.setOffline(false);
  const cdp = await browser.context.newCDPSession(page);
  const edge = { offline: false, latency: 840, downloadThroughput: 240_000 / 8, uploadThroughput: 200_000 / 8 };
  await cdp.send('Network.emulateNetworkConditions', edge);
  expect(await syncs(page)).toBe('done');
  expect(await onServer(ids)).toBe(60);
  await page.close();
}, 60_000);

test('two tabs write one chain, and both send without a second phone being seen in it', async () => {
  const pages = [await opened(), await opened()];
  const ids = (
    await Promise.all(
      pages.map(async (page, tab) => {
        const made: string[] = [];
        for (let i = 0; i < 15; i += 1) made.push(await registers(page, `De la pestaña ${tab} ${i}`));
        return made;
      }),
    )
  ).flat();
  const heard = pages[1]?.evaluate(() => new Promise<void>((resolve) => globalThis.seat.phone.onChange(resolve)));
  expect(await Promise.all(pages.map(syncs))).toEqual(['done', 'done']);
  await heard;
  expect(await onServer(ids)).toBe(30);
  const seqs = (await kept(pages[0] as Page)).map((k) => k.fact.seq).sort((a, b) => a - b);
  expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  const devices = await served.rows('select count(*)::int as n from sync_device where staff = $1', [client.staff]);
  expect(devices).toEqual([{ n: 1 }]);
  for (const page of pages) await page.close();
}, 60_000);

test('a browser killed while it saves, pulls or upgrades has all that it said was saved, and goes on', async () => {
  let page = await opened();
  const said: string[] = [];
  await page.exposeFunction('said', (id: string) => said.push(id));
  const saving = page
    .evaluate(async () => {
      for (let i = 0; ; i += 1)
        await (globalThis as never as { said(id: string): Promise<void> }).said(
          await globalThis.seat.register(`Antes del corte ${i}`),
        );
    })
    .catch(() => undefined);
  while (said.length < 25) await new Promise((resolve) => setTimeout(resolve, 20));
  await killed();
  await saving;
  const sure = [...said];

  browser = await started();
  page = await opened();
  const found = (await kept(page)).map((k) => k.id);
  expect(sure.filter((id) => !found.includes(id))).toEqual([]);
  // While it pulls: the answer never comes to its end.
  proxy.state.fault = 'silence';
  const contacts = proxy.state.contacts;
  const pulling = syncs(page).catch(() => undefined);
  while (proxy.state.contacts === contacts) await new Promise((resolve) => setTimeout(resolve, 20));
  await killed();
  await pulling;
  proxy.state.fault = 'none';

  browser = await started();
  page = await opened();
  const name = `minka-${client.staff}`;
  const upgrading = page.evaluate((of) => globalThis.bare.upgrade(of, 20_000), name).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 700));
  await killed();
  await upgrading;

  browser = await started();
  page = await opened();
  expect((await kept(page)).map((k) => k.id).filter((id) => sure.includes(id))).toHaveLength(sure.length);
  expect(await syncs(page)).toBe('done');
  expect(await onServer(sure)).toBe(sure.length);
  await page.close();
}, 120_000);

test('a disk that is full gives up its reserve, and the facts are saved', async () => {
  let page = await opened();
  await registers(page, 'De la lista');
  await syncs(page);
  const reserved = () => page.evaluate(async () => ((await navigator.storage.estimate()).usage ?? 0) > 2_000_000);
  while (!(await reserved())) await page.waitForTimeout(100);
  const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await page.close();
  const beside = await browser.context.newPage();
  const cdp = await browser.context.newCDPSession(beside);
  const quota = (quotaSize?: number) =>
    cdp.send('Storage.overrideQuotaForOrigin', { origin: proxy.address, ...(quotaSize ? { quotaSize } : {}) });
  // The browser remembers for half a minute how much room there was, as long as the database is open.
  await quota(used - 1_000_000);
  await new Promise((r) => setTimeout(r, 4000));
  page = await opened();
  const people = () => page.evaluate(async () => (await globalThis.seat.store.documents('people.person')).length);
  const ids: string[] = [];
  for (let i = 0; i < 10; i += 1) ids.push(await registers(page, `Con el disco lleno ${i}`));
  // The reserve went, and nothing else.
  expect(await people()).toBeGreaterThan(0);
  expect(await page.evaluate(async () => (await (await caches.open('minka-reserve')).keys()).length)).toBe(0);
  await quota();
  expect(await syncs(page)).toBe('done');
  expect(await onServer(ids)).toBe(ids.length);
  for (const one of [page, beside]) await one.close();
}, 60_000);

test('an app that comes newer finds 500 pending facts, and an older tab lets go', async () => {
  const page = await opened();
  const before = (await kept(page)).length;
  await page.evaluate(async () => {
    for (let i = 0; i < 500; i += 1) await globalThis.seat.register(`Pendiente ${i}`);
  });
  const newer = await browser.context.newPage();
  await newer.goto(`${proxy.address}/bare`);
  await newer.waitForFunction(() => 'bare' in globalThis);
  const reloads = page.waitForEvent('load');
  expect(await newer.evaluate((name) => globalThis.bare.upgrade(name, 0), `minka-${client.staff}`)).toBe(before + 500);
  await reloads;
  for (const one of [page, newer]) await one.close();
}, 60_000);
