import { spawn } from 'node:child_process';
import { root } from './sources.ts';

export interface Outcome {
  readonly ok: boolean;
  /** Shown whole when it failed. */
  readonly output: string;
  /** Half a line beside a check that passed. */
  readonly remark?: string | undefined;
}
export interface Task {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}
export interface Done extends Outcome {
  readonly name: string;
  readonly ms: number;
}

/** A program of a package, by its path in node_modules: no shell, no PATH, the same on every system. */
export function program(name: string, script: string, args: readonly string[]): Task {
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [`${root}/node_modules/${script}`, ...args], {
          cwd: root,
          env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
        child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
        child.on('error', (error) => resolve({ ok: false, output: String(error) }));
        child.on('close', (code) => resolve({ ok: code === 0, output }));
      }),
  };
}

/** Runs tasks, a few at a time, and tells each as it ends. A task that throws has failed. */
export async function runTasks(tasks: readonly Task[], atOnce: number, tell: (done: Done) => void): Promise<Done[]> {
  const done: Done[] = [];
  const waiting = [...tasks];
  const worker = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const from = performance.now();
      const outcome = await task.run().catch((error: unknown): Outcome => ({ ok: false, output: String(error) }));
      const finished = { ...outcome, name: task.name, ms: performance.now() - from };
      done.push(finished);
      tell(finished);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}

/** One line of the table: `ok    biome             2.1 s  …`. */
export function row({ ok, name, ms, remark }: Done): string {
  return `${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(20)} ${(ms / 1000).toFixed(1).padStart(6)} s  ${remark ?? ''}`.trimEnd();
}
