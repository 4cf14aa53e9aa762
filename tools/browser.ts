import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { root } from './sources.ts';

const run = promisify(execFile);

/** A Chromium that can be started here: program, arguments, and what its process needs in the environment. */
export interface Found {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

// Maps need WebGL and a test machine has no graphics card. Without the background flags Chromium calls home at start.
const usual = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--font-render-hinting=none',
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The newest browser that Playwright once downloaded for somebody on this machine. */
function fromPlaywrightCache(): string[] {
  const caches = [
    process.env['PLAYWRIGHT_BROWSERS_PATH'],
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  ];
  const programs = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ];
  return caches
    .filter((cache) => cache !== undefined && existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache as string)
        .filter((name) => name.startsWith('chromium'))
        .sort()
        .reverse()
        .flatMap((name) => programs.map((program) => join(cache as string, name, program))),
    );
}

const fonts = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/**
 * The Chromium that `@sparticuz/chromium` ships, unpacked once beside node_modules (2 s, 200 MB). The package unpacks
 * into the temporary folder and takes whatever stands there, half written or of another version; so it works in a
 * folder of its own, which gets its name only when whole.
 */
async function shipped(): Promise<Found> {
  const manifest: unknown = JSON.parse(
    readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  );
  const { version } = manifest as { version: string };
  const folder = join(root, 'node_modules', '.cache', `chromium-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const staging = mkdtempSync(`${folder}-`);
    const unpack = 'import("@sparticuz/chromium").then((m) => m.default.executablePath())';
    // This variable makes the package unpack the libraries that a bare system lacks, too.
    const env = { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
    await run(process.execPath, ['-e', unpack], { cwd: root, env });
    writeFileSync(join(staging, 'fonts', 'fonts.conf'), fonts(folder));
    try {
      renameSync(staging, folder);
    } catch (error) {
      // Another process was faster.
      rmSync(staging, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = { FONTCONFIG_PATH: join(folder, 'fonts') };
  const starts = await run(executablePath, ['--version']).then(
    () => true,
    () => false,
  );
  if (!starts) env['LD_LIBRARY_PATH'] = join(folder, 'al2023', 'lib');
  return { executablePath, args: ['--no-sandbox', '--disable-setuid-sandbox', ...usual], env };
}

/**
 * A Chromium for the walk, the screenshots and nothing else: `CHROME_PATH`, else an installed one, else one that
 * Playwright downloaded, else the one in our development packages. Needs no sudo and no download.
 */
export async function findBrowser(): Promise<Found> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '' && !existsSync(named)) throw new Error(`CHROME_PATH: no file ${named}`);
  const executablePath = named || [...installed, ...fromPlaywrightCache()].find((path) => existsSync(path));
  if (!executablePath) return shipped();
  // Chromium refuses to start its sandbox as root, and that is who runs the tests in a container.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-setuid-sandbox'] : [];
  return { executablePath, args: [...asRoot, ...usual], env: {} };
}

/** Starts the browser that was found, headless. The caller closes it. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser();
  const inherited = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return chromium.launch({ executablePath, args: [...args], env: { ...Object.fromEntries(inherited), ...env } });
}
