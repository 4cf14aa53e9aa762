import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request as askOver } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refused } from '#kernel/pure/refusal.ts';
import { selfSigned, selfSignedIn } from '#kernel/server/testCertificate.ts';
import { testDatabase } from '#kernel/server/testDatabase.ts';
import { readTls } from '#kernel/server/tls.ts';
import { type OpenHouse, openHouse } from './house.ts';
import { urlOf } from './openServer.ts';
import { serve } from './serve.ts';

/* The server that speaks HTTPS itself, with a certificate made here. */

let folder = '';
let files: ReturnType<typeof selfSignedIn>;
let house: OpenHouse;
let address = '';
let close = async () => {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'minka tls '));
  files = selfSignedIn(folder);
  const database = await testDatabase();
  house = await openHouse({ dataDir: folder, databaseUrl: urlOf(database.address), secure: true });
  const served = await serve(house, { port: 0, host: '127.0.0.1', log: false, tls: files });
  address = served.address;
  close = async () => {
    await served.app.close();
    await house.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(() => close());

const asked = (path: string, ca: string, headers: Record<string, string> = {}, body?: string) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((done, failed) => {
    const sent = askOver(
      `${address}${path}`,
      { ca, agent: false, method: body === undefined ? 'GET' : 'POST', headers },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });

test('phones reach it over HTTPS; its cookies go over TLS only, and nobody is believed to be a proxy', async () => {
  expect(address).toMatch(/^https:/);
  const health = await asked('/api/health', files.pem);
  expect([health.status, JSON.parse(health.text).ok]).toEqual([200, true]);
  expect(health.headers['strict-transport-security']).toContain('max-age');
  const token = await house.sessions.setupToken();
  const setUp = { token, names: 'Ana Ríos', login: 'ana@minka.pe', password: 'una clave larga' };
  const headers = { 'content-type': 'application/json', 'x-minka': 'phone' };
  const made = await asked('/api/setup', files.pem, headers, JSON.stringify(setUp));
  expect(made.status, made.text).toBe(200);
  expect(made.headers['set-cookie']).toHaveLength(2);
  for (const cookie of made.headers['set-cookie'] ?? []) expect(cookie).toMatch(/; Secure.*SameSite=Strict/);
  // Behind no proxy, an address that a client writes down itself counts for nothing: the eleventh guess is too many.
  const guess = (i: number) =>
    asked(
      '/api/session',
      files.pem,
      { ...headers, 'x-forwarded-for': `10.0.0.${i}` },
      JSON.stringify({ login: 'x', password: 'y' }),
    );
  const statuses = [];
  for (let i = 0; i < 11; i += 1) statuses.push((await guess(i)).status);
  expect(statuses.at(-1)).toBe(429);
});

test('a renewed certificate is taken without a restart; one that does not fit leaves the old one in place', async () => {
  const old = files.pem;
  writeFileSync(files.key, selfSigned(new Date(), new Date(Date.now() + 86_400_000)).key);
  process.emit('SIGHUP');
  expect((await asked('/api/health', old)).status).toBe(200);
  const renewed = selfSignedIn(folder);
  process.emit('SIGHUP');
  expect((await asked('/api/health', renewed.pem)).status).toBe(200);
  await expect(asked('/api/health', old)).rejects.toThrow();
});

test('what is wrong with the files is said by name', () => {
  const other = selfSignedIn(folder, 'other');
  const [rubbish, locked] = [join(folder, 'rubbish.pem'), join(folder, 'locked.key')];
  writeFileSync(rubbish, 'esto no es nada');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(locked, privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }));
  const code = (cert: string, key: string) => {
    try {
      readTls({ cert, key });
      return null;
    } catch (error) {
      return error instanceof Refused ? error.refusals[0]?.code : 'thrown';
    }
  };
  expect(code(other.cert, other.key)).toBeNull();
  expect(code(join(folder, 'none.crt'), other.key)).toBe('tls.no-file');
  expect(code(rubbish, other.key)).toBe('tls.no-certificate');
  expect(code(other.key, other.cert)).toBe('tls.no-certificate');
  expect(code(other.cert, rubbish)).toBe('tls.no-key');
  expect(code(other.cert, locked)).toBe('tls.locked-key');
  expect(code(files.cert, other.key)).toBe('tls.other-key');
});
