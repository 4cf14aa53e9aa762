import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, sources } from './sources.ts';
import { program, row, runTasks, type Task } from './tasks.ts';
import { zipBeside } from './zipped.ts';

export const screens = ['office', 'phone'] as const;
const stampFile = join(root, 'dist', 'built-from');

function build(app: string): Task {
  const folder = join(root, 'apps', app);
  const out = join(root, 'dist', app);
  const config = join(folder, 'vite.config.ts');
  if (!existsSync(config)) {
    return { name: `build: ${app}`, run: async () => ({ ok: false, output: `no apps/${app}/vite.config.ts` }) };
  }
  const args = ['build', folder, '--config', config, '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'];
  return program(`build: ${app}`, 'vite/bin/vite.js', args);
}

/** Builds the office and the phone into `dist/office` and `dist/phone`, side by side. True when both were built. */
export async function buildScreens(): Promise<boolean> {
  // Sources that change while they are built are built again at the next start.
  const from = sourceStamp();
  rmSync(stampFile, { force: true });
  const done = await runTasks(screens.map(build), 2, (one) => console.log(row(one)));
  for (const failed of done.filter((one) => !one.ok)) console.error(`\n── ${failed.name}\n${failed.output.trim()}`);
  const ok = done.every((one) => one.ok);
  if (ok) for (const app of screens) zipBeside(join(root, 'dist', app));
  if (ok) writeFileSync(stampFile, `${from}\n`);
  return ok;
}

const endings = ['.ts', '.tsx', '.css', '.html', '.json', '.svg', '.png', '.webmanifest'];

/** What the screens are made of, as one hash: their own files, everything they may import, and the versions of packages. */
export function sourceStamp(): string {
  const hash = createHash('sha256');
  for (const folder of ['apps', 'kernel', 'programme']) {
    for (const { path, text } of sources(endings, join(root, folder))) {
      if (/\.test\.tsx?$/.test(path)) continue;
      hash.update(`${folder}/${path}\n`).update(text);
    }
  }
  for (const file of ['package-lock.json', 'tsconfig.base.json']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** The sources of the build that is there; null when there is none. */
export function builtStamp(): string | null {
  const there = screens.every((app) => existsSync(join(root, 'dist', app, 'index.html')));
  return there && existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await buildScreens()) ? 0 : 1;
}
