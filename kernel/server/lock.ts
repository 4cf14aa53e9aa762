import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
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
 * Takes the one lock of a data directory; null when another process has it.
 * Linux: an abstract Unix socket, which leaves no file behind. Elsewhere: a named pipe, or a socket file in the temporary directory.
 */
export function takeLock(directory: string): Promise<Lock | null> {
  const name = `minka-${nameOf(directory)}`;
  const address = process.platform === 'linux' ? `\0${name}` : process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
  return new Promise((resolve, reject) => {
    const server: Server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => resolve({ release: () => new Promise((done) => server.close(() => done())) }));
  });
}
