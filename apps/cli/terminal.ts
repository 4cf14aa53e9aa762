import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a command is typed: what it reads and writes beside its arguments. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: AsyncIterable<string | Buffer> & NodeJS.ReadableStream & { readonly isTTY?: boolean };
  out(text: string): void;
  err(text: string): void;
}

const own: Terminal = {
  env: process.env,
  input: process.stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

const given = new AsyncLocalStorage<Terminal>();

/** The terminal of the command that is running: that of this process, unless it was run at another one. */
export const terminal = (): Terminal => given.getStore() ?? own;

/** Runs a command at another terminal; several may run beside each other in one process. */
export const atTerminal = <T>(other: Terminal, run: () => T): T => given.run(other, run);
