import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/** Held as long as the process lives; the kernel frees it, even after kill -9. */
export interface Lock {
  release(): Promise<void>;
}

/** A short name for a directory, the same for every process that means it. */
export function nameOf(directory: string): string {
  return createHash('sha256').update(directory).digest('hex').slice(0, 20);
}

/**
 * Takes the one lock of a data directory; null when another process has it. Linux: an abstract Unix socket, which
 * leaves no file behind (containers of different networks do not see each other's: never give two of them one
 * directory). Windows: a named pipe. Elsewhere: a socket file; one that nobody answers is of a dead process.
 */
export async function takeLock(directory: string, platform: string = process.platform): Promise<Lock | null> {
  const name = `minka-${nameOf(directory)}`;
  if (platform === 'linux') return listen(`\0${name}`);
  if (platform === 'win32') return listen(`\\\\.\\pipe\\${name}`);
  const file = join('/tmp', `${name}.lock`);
  const lock = await listen(file);
  if (lock || (await somebodyAnswers(file))) return lock;
  rmSync(file, { force: true });
  return listen(file);
}

function listen(address: string): Promise<Lock | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(address, () => resolve({ release: () => new Promise((done) => server.close(() => done())) }));
  });
}

function somebodyAnswers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
