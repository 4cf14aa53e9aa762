import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { minka, run, spawned } from './openCli.ts';

// Most steps are processes of their own, and a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/* `./minka start` on a data directory of its own, with its own PostgreSQL, as on a fresh machine. */

const small = ['start', '--no-build', '--scale', '0.01', '--port', '0'];
let folder: string;
let data: string;
const running = new Set<ChildProcess>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'minka start '));
  data = join(folder, 'mis datos');
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  // Takes an orphan's directory over and stops it.
  await run(['verify', '--data', data]);
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  /** Resolves once this text was said. */
  said(text: string): Promise<void>;
  readonly text: () => { out: string; err: string };
  readonly ended: Promise<number | null>;
}

function start(args: readonly string[] = []): Started {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(minka, [...small, '--data', data, ...args], { env: { ...env, LC_ALL: 'es_PE.UTF-8' } });
  running.add(child);
  let [out, err] = ['', ''];
  const waiting: { text: string; done: () => void }[] = [];
  const look = () => {
    for (const one of waiting) if ((out + err).includes(one.text)) one.done();
  };
  child.stdout.on('data', (chunk) => {
    out += chunk;
    look();
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
    look();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ text, done: resolve });
      void ended.then(() => reject(new Error(`ended without “${text}”:\n${out}\n${err}`)));
      look();
    });
  return { child, said, ended, text: () => ({ out, err }) };
}

/** Processes of PostgreSQL that work in this data directory. */
function servers(): number {
  const cluster = join(data, 'postgres');
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      return false;
    }
  }).length;
}

describe('a first start, killed half way', () => {
  let straight: { facts: number; head: string };

  test('is told to its end by the next one, as if nothing had happened', async () => {
    const first = start();
    await first.said('Año 2');
    first.child.kill('SIGKILL');
    await first.ended;
    expect(JSON.parse(readFileSync(join(data, 'season.json'), 'utf8')).state).toBe('telling');

    const second = start();
    await second.said('Ctrl-C');
    expect(second.text().err).toContain('La temporada quedó a medias');
    expect(second.text().out).toMatch(/Oficina +http:\/\/127\.0\.0\.1:\d+\/office\/\n +Teléfono +http/);
    expect(second.text().out).toMatch(/Técnico de campo +tecnica@demo +minka-demo/);
    const beside = await run(['verify', '--data', data, '--json']);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
    expect(servers()).toBe(0);

    const other = join(folder, 'otra');
    const told = await run(['season', '--scale', '0.01', '--data', other, '--json']);
    straight = told.json();
    expect(beside.json()).toMatchObject({ ok: true, records: straight.facts, head: straight.head });
  });

  test('later starts tell nothing; two cannot have one directory, nor one port', async () => {
    const again = start(['--json']);
    await again.said('"ms"');
    expect(again.text().err).not.toContain('Año 1');
    const ready = JSON.parse(again.text().out);
    expect(ready).toMatchObject({ setupToken: null });
    expect(ready.demo).toContainEqual({ login: 'acopio@demo', password: 'minka-demo', role: 'buyer' });
    const signIn = await fetch(ready.office.replace('/office/', '/api/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-minka': '1' },
      body: JSON.stringify({ login: 'acopio@demo', password: 'minka-demo' }),
    });
    expect(signIn.status).toBe(200);
    const port = new URL(ready.office).port;
    const [sameData, samePort] = await Promise.all([
      spawned(['start', '--no-build', '--port', '0', '--data', data, '--json']),
      run(['start', '--no-build', '--port', port, '--data', join(folder, 'x')]),
    ]);
    expect([sameData.code, samePort.code]).toEqual([2, 2]);
    expect(sameData.json().refusals[0].code).toBe('cli.in-use');
    expect(samePort.err).toContain(`El puerto ${port} está ocupado`);
    // The power goes. Whoever comes next takes the orphaned server over, and nothing is lost or told twice.
    again.child.kill('SIGKILL');
    await again.ended;
    const mended = start(['--json']);
    await mended.said('"ms"');
    expect(mended.text().err).not.toContain('Año 1');
    mended.child.kill('SIGTERM');
    expect(await mended.ended).toBe(0);
    const { facts: records, head } = straight;
    expect((await run(['verify', '--data', data, '--json'])).json()).toMatchObject({ ok: true, records, head });
  });
});

test('Ctrl-C while the season is told stops in order, and no server stays behind', async () => {
  data = join(folder, 'interrumpido');
  const first = start();
  await first.said('Año 1');
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(130);
  expect(first.text().err).toContain('El próximo inicio continúa');
  expect(servers()).toBe(0);
});

test('an empty house gives a token for its first administrator, and asks for it no more when there is one', async () => {
  data = join(folder, 'vacío');
  const first = start(['--empty', '--json']);
  await first.said('"ms"');
  const { setupToken, demo, office } = JSON.parse(first.text().out);
  expect(demo).toEqual([]);
  const body = { token: setupToken, names: 'Ana Ríos', login: 'ana@minka.pe', password: 'una clave larga' };
  const made = await fetch(office.replace('/office/', '/api/setup'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-minka': '1' },
    body: JSON.stringify(body),
  });
  expect(made.status).toBe(200);
  first.child.kill('SIGINT');
  await first.ended;
  const second = start(['--empty', '--json']);
  await second.said('"ms"');
  expect(JSON.parse(second.text().out).setupToken).toBeNull();
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(existsSync(join(data, 'season.json'))).toBe(false);
});

test('a port that is no port, an address that this machine has not, and half a certificate', async () => {
  const [port, host, half, none] = await Promise.all([
    run(['start', '--port', 'ocho', '--json']),
    run(['start', '--host', '203.0.113.9', '--json']),
    run(['start', '--tls-cert', 'x.crt', '--json']),
    run(['start', '--tls-cert', 'x.crt', '--tls-key', 'x.key', '--json']),
  ]);
  const codes = [port, host, half, none].map((ran) => ran.json().refusals[0].code);
  expect(codes).toEqual(['cli.out-of-bounds', 'cli.no-such-host', 'cli.missing', 'tls.no-file']);
});
