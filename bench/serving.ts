import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Serving {
  readonly address: string;
  /** Ms from the command to the first address printed. */
  readonly ready: number;
  readonly process: ChildProcess;
  /** Resident memory of the server process in MB. */
  memory(): number;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../', import.meta.url));

/** Our server as people start it, as a process of its own, on a data directory. */
export function serveOurs(dataDir: string): Promise<Serving> {
  return started('./minka', ['start', '--data', dataDir, '--port', '0', '--empty', '--no-build', '--json']);
}

/** The bare peer: Node's http and one insert. */
export function serveBare(database: object): Promise<Serving> {
  return started(process.execPath, ['--import', 'tsx', 'bench/bare.ts', JSON.stringify(database)]);
}

async function started(command: string, args: readonly string[]): Promise<Serving> {
  const began = performance.now();
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [found] = /http:\/\/[\w.]+:\d+/.exec(line) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`${command} ${args[0]} ended with ${code}`)));
  });
  return {
    address,
    ready: performance.now() - began,
    process: child,
    memory: () => memoryOf(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function memoryOf(pid: number): number {
  const [, kb = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1024);
}
