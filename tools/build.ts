import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './sources.ts';
import { program, row, runTasks, type Task } from './tasks.ts';

const apps = ['office', 'phone'] as const;

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
  const done = await runTasks(apps.map(build), 2, (one) => console.log(row(one)));
  for (const failed of done.filter((one) => !one.ok)) console.error(`\n── ${failed.name}\n${failed.output.trim()}`);
  return done.every((one) => one.ok);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await buildScreens()) ? 0 : 1;
}
