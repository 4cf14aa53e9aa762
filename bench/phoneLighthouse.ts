import { spawn } from 'node:child_process';
import lighthouse from 'lighthouse';
import { findBrowser } from '#tools/browser.ts';

/** What Lighthouse gives the built app on its own idea of a cheap phone and network, of 100. */
export async function lighthouseScores(
  url: string,
  profile: string,
): Promise<{ performance: number; accessibility: number }> {
  const { executablePath, args, env } = await findBrowser();
  const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(executablePath, [...args, ...own], { env: { ...process.env, ...env } });
  try {
    const port = await new Promise<number>((resolve, reject) => {
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said)?.[1];
        if (found) resolve(Number(found));
      });
      child.once('close', () => reject(new Error(said.slice(-2000))));
    });
    const onlyCategories = ['performance', 'accessibility'];
    const found = await lighthouse(url, { port, onlyCategories, formFactor: 'mobile', logLevel: 'error' });
    const score = (name: string) => Math.round((found?.lhr.categories[name]?.score ?? 0) * 100);
    return { performance: score('performance'), accessibility: score('accessibility') };
  } finally {
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}
