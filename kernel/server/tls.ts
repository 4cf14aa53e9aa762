import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:https';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** Where the certificate with its chain, and its key, lie as PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Ms since 1970 from which browsers take it no more. */
  readonly untilMs: number;
}

/** Reads both and holds them together; what is wrong is refused by name before a port is opened. */
export function readTls(files: TlsFiles): Tls {
  const [cert, key] = [bytesOf(files.cert), bytesOf(files.key)];
  const certificate = certificateIn(cert, files.cert);
  if (!certificate.checkPrivateKey(keyIn(key, files.key)))
    throw new Refused([refuse('tls.other-key', { cert: files.cert, key: files.key })]);
  return { cert, key, untilMs: Date.parse(certificate.validTo) };
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new Refused([refuse('tls.no-file', { file })]);
  }
}

function certificateIn(bytes: Buffer, file: string): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch {
    throw new Refused([refuse('tls.no-certificate', { file })]);
  }
}

function keyIn(bytes: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(bytes);
  } catch {
    const locked = bytes.includes('ENCRYPTED');
    throw new Refused([refuse(locked ? 'tls.locked-key' : 'tls.no-key', { file })]);
  }
}

/** How often the files are looked at; a certificate is renewed weeks before it ends. */
const lookMs = 60_000;

/**
 * Takes a renewed certificate without a restart: when a file changed, and on SIGHUP. One that does not fit is told and the
 * old one stays. Answers how to stop.
 */
export function followTls(
  server: Server,
  files: TlsFiles,
  told: (error: unknown) => void,
  everyMs = lookMs,
): () => void {
  const again = () => {
    try {
      server.setSecureContext(readTls(files));
    } catch (error) {
      told(error);
    }
  };
  for (const file of [files.cert, files.key]) watchFile(file, { interval: everyMs, persistent: false }, again);
  process.on('SIGHUP', again);
  return () => {
    for (const file of [files.cert, files.key]) unwatchFile(file, again);
    process.off('SIGHUP', again);
  };
}
