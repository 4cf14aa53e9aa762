import { spawn } from 'node:child_process';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { builtStamp, screens, sourceStamp } from '#tools/build.ts';
import { root } from '#tools/sources.ts';
import type { Call } from './commands.ts';
import { warn } from './printing.ts';
import type { Stop } from './stopping.ts';

/** Builds the office and the phone app when they are not built, or were built from other sources (`git pull`). */
export async function buildIfChanged(say: Call['say'], stop: Stop): Promise<void> {
  const built = builtStamp();
  if (built !== null && built === sourceStamp()) return;
  warn(say(built === null ? 'cli.building' : 'cli.building-again'));
  const worked = await new Promise<boolean>((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tools/build.ts'], {
      cwd: root,
      // Standard output is for the answer.
      stdio: ['ignore', 2, 2],
    });
    void stop.asked.then(() => child.kill());
    child.once('exit', (code) => done(code === 0));
    child.once('error', () => done(false));
  });
  stop.check();
  if (worked) return;
  // An older build still serves; without any there is nothing to look at.
  if (built === null) throw new Refused([refuse('cli.build-failed', { apps: screens.join(', ') })]);
  warn(say('cli.build-old'));
}
