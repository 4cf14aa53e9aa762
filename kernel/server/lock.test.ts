import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { takeLock } from './lock.ts';

const module = new URL('./lock.ts', import.meta.url).href;

/** Another process that takes the lock and is killed with it. */
async function lockAndDie(directory: string, platform: string): Promise<void> {
  const script = `import { takeLock } from '${module}';
    await takeLock('${directory}', '${platform}'); console.log('taken'); setInterval(() => 0, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  await once(child.stdout, 'data');
  expect(await takeLock(directory, platform)).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
}

// The second is how macOS does it; a socket file works on Linux just as well.
for (const platform of [process.platform, 'darwin']) {
  test(`one process has a directory, until it lets go or is killed (${platform})`, async () => {
    const directory = `/data/${randomUUID()}`;
    const lock = await takeLock(directory, platform);
    expect(lock).not.toBeNull();
    expect(await takeLock(directory, platform)).toBeNull();
    await lock?.release();
    await lockAndDie(directory, platform);
    const again = await takeLock(directory, platform);
    expect(again).not.toBeNull();
    await again?.release();
  });
}
