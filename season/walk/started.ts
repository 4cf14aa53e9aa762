import { spawn } from 'node:child_process';
import { root } from '#tools/sources.ts';

/** What `minka start --json` says once everything listens. */
export interface Ready {
  readonly office: string;
  readonly phone: string;
  readonly demo: readonly { readonly login: string; readonly password: string; readonly role: string }[];
  readonly ms: number;
}

/** A running Minka, as a person would have started it. */
export interface Started extends Ready {
  /** Ctrl-C; answers the exit code. */
  stop(): Promise<number | null>;
  /** The power cut. */
  kill(): Promise<void>;
}

/** Starts everything on a data directory with the command line's own `start`. Fails with its words when it ends early. */
export async function startMinka(data: string, ...more: readonly string[]): Promise<Started> {
  const child = spawn(`${root}/minka`, ['start', '--json', '--port', '0', '--data', data, ...more], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let said = '';
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4000)));
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      // The answer is one JSON document over several lines, closed by a brace in the first column.
      if (/^\}$/m.test(said)) resolve(JSON.parse(said) as Ready);
    });
    child.once('close', (code) => reject(new Error(`minka start ended with ${code}: ${complaints}`)));
  });
  return {
    ...ready,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs one command of the command line beside a running Minka and reads its JSON. */
export async function minkaJson(...words: readonly string[]): Promise<unknown> {
  const child = spawn(`${root}/minka`, [...words, '--json'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`minka ${words.join(' ')} ended with ${code}: ${said}`);
  return JSON.parse(said);
}
