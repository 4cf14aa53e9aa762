import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { findBrowser } from '#tools/browser.ts';
import { root } from '#tools/sources.ts';

export interface OpenPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** A browser process of its own on a profile that outlives it: what is opened on it first is opened cold. */
export async function inBrowser<T>(profile: string, work: (open: OpenPage) => Promise<T>): Promise<T> {
  const { executablePath, args, env } = await findBrowser();
  const inherited = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...args],
    env: { ...Object.fromEntries(inherited), ...env },
    viewport: { width: 360, height: 740 },
    locale: 'es-PE',
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    return await work({ context, page, cdp: await context.newCDPSession(page) });
  } finally {
    await context.close();
  }
}

/** How many times slower the page computes than this machine. */
export async function slowed(cdp: CDPSession, rate: number): Promise<void> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
}

/** EDGE as field phones have it: 240 kbit/s down, 200 up, 840 ms there and back. */
export async function onEdge(cdp: CDPSession, on: boolean): Promise<void> {
  const line = on
    ? { latency: 840, downloadThroughput: 240_000 / 8, uploadThroughput: 200_000 / 8 }
    : { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', { offline: false, ...line });
}

/** One page of `bench/phonePage/`, built as the app is built. */
export async function builtPage(name: string): Promise<string> {
  const made = (await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: {
      write: false,
      target: 'chrome100',
      lib: { entry: join(root, `bench/phonePage/${name}.ts`), formats: ['es'] },
    },
  })) as Rolldown.RolldownOutput[];
  return made[0]?.output[0].code ?? '';
}

/** Shows a built page under that origin, beside whatever else is there. */
export async function showsPage({ context, page }: OpenPage, origin: string, code: string): Promise<void> {
  const html = '<!doctype html><script type="module" src="/bench-page.js"></script>';
  await context.route(`${origin}/bench-page`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await context.route(`${origin}/bench-page.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: code }),
  );
  await page.goto(`${origin}/bench-page`);
  await until(page, "'shelf' in globalThis");
}

/** Waits until that holds on the page. The app's own rules forbid a page to read scripts from text, so it is asked from outside. */
export async function until(page: Page, holds: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await page.evaluate<boolean>(`Boolean(${holds})`)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`never came: ${holds}`);
}
