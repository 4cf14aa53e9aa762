import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildScreens } from './build.ts';
import { check } from './check.ts';
import { type Report, type Totals, totals } from './counts.ts';
import { root } from './sources.ts';
import { program, row, runTasks } from './tasks.ts';

/** Runs vitest with these arguments, its own words on the screen, and reads the counts that its JSON reporter wrote. */
async function vitest(args: readonly string[]): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), 'minka-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const code = await new Promise<number>((resolve) => {
      const script = join(root, 'node_modules/vitest/vitest.mjs');
      const child = spawn(process.execPath, [script, 'run', ...reporters, ...args], { cwd: root, stdio: 'inherit' });
      child.on('error', () => resolve(1));
      child.on('close', (status) => resolve(status ?? 1));
    });
    return totals(JSON.parse(readFileSync(report, 'utf8')) as Report, code, args.length > 0);
  } catch {
    return { passed: 0, failed: 0, troubles: ['the test runner ended without a report'] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sizes(): Promise<boolean> {
  const [done] = await runTasks([program('sizes', 'size-limit/bin.js', [])], 1, (one) => console.log(row(one)));
  if (done?.ok !== true) console.log(done?.output);
  return done?.ok === true;
}

/**
 * `npm test` runs everything: checks, build, sizes, all tests and the Chromium walk. `npm test -- nursery` runs the
 * tests whose path has that word. The last line is the runner's own count; the exit code tells of the rest, too.
 */
async function main(args: readonly string[]): Promise<void> {
  const troubles: string[] = [];
  if (args.length === 0) {
    if (!(await check())) troubles.push('npm run check');
    if (!(await buildScreens())) troubles.push('npm run build');
    else if (!(await sizes())) troubles.push('npm run size');
  }
  const ran = await vitest(args);
  troubles.push(...ran.troubles);
  for (const trouble of troubles) console.log(`FAIL  ${trouble}`);
  process.exitCode = troubles.length > 0 || ran.failed > 0 ? 1 : 0;
  console.log(`${ran.passed} passed, ${ran.failed} failed`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
