import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { serve } from '#apps/server/serve.ts';
import type { FileShelf, ShelvedFile } from '#kernel/phone/fileShelf.ts';
import { type Fetch, sendFile } from '#kernel/phone/sendingFiles.ts';
import { seeded } from '#kernel/pure/ids.ts';

const on = '2023-01-20';
const chance = seeded(4711);
let served: Served;
let technician: Client;
let zone = '';
let address = '';

beforeAll(async () => {
  served = await openServer();
  address = served.address;
  zone = String((await served.rows('select id from partners_zone order by id limit 1'))[0]?.['id']);
  technician = await served.joins('technician', [zone]);
});
afterAll(() => served.close());

/** A picture of that many bytes whose middle no other has; `extra` stands before the picture. */
function jpeg(bytes: number, extra: readonly number[] = []): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  chance.bytes(out);
  out.set([0xff, 0xd8, ...extra, 0xff, 0xda, 0, 8]);
  out.set([0xff, 0xd9], bytes - 2);
  return out;
}

function shelved(bytes: Uint8Array<ArrayBuffer>, sha256 = sha(bytes)): ShelvedFile {
  const id = served.newId();
  return { id, sha256, type: 'image/jpeg', data: bytes.buffer, thumb: '', keptMs: 0, upload: null };
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function shelf(): FileShelf & { files: Map<string, ShelvedFile> } {
  const files = new Map<string, ShelvedFile>();
  return {
    files,
    keep: async (file) => void files.set(file.id, file),
    get: async (id) => files.get(id),
    ids: async () => [...files.keys()],
    drop: async (id) => void files.delete(id),
    settled: async () => undefined,
  };
}

const sender =
  (by: Client, to = () => address): Fetch =>
  (path, init) =>
    fetch(`${to()}${path}`, { ...init, headers: { ...(init.headers as object), cookie: by.cookie } });

const reads = async (by: Client, sha256: string) => {
  const answer = await fetch(`${address}/api/files/${sha256}`, { headers: { cookie: by.cookie } });
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()), headers: answer.headers };
};

/** Registers a producer with a photo of these bytes, by this client. */
async function registers(by: Client, file: ShelvedFile): Promise<{ person: string; outcome: string }> {
  const body = {
    givenNames: 'Elvira',
    familyNames: 'Quispe Huamán',
    sex: 'F',
    birthYear: 1980,
    zone,
    district: '120601',
    consents: [{ purpose: 'programme', given: true, evidence: 'signature' }],
    on,
  };
  const files = [{ id: file.id, sha256: file.sha256, bytes: file.data.byteLength }];
  const { id, outcome } = await by.records('people.producerRegistered', body, { files });
  return { person: id, outcome: String(outcome) };
}

/** Passes bytes on and cuts the line in both directions after so many of them. */
async function cuttingAfter(bytes: number, to: string): Promise<{ address: string; server: Server }> {
  let left = bytes;
  const server = createServer((near) => {
    const far = connect(Number(new URL(to).port), '127.0.0.1');
    const end = () => {
      near.destroy();
      far.destroy();
    };
    near.on('data', (part) => {
      const passed = part.subarray(0, Math.max(0, left));
      left -= part.length;
      far.write(passed, () => left <= 0 && end());
    });
    far.pipe(near);
    for (const side of [near, far]) side.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as { port: number }).port}`, server };
}

test('a photo cut at any byte, with the server restarted in between, goes on where it was and arrives whole', async () => {
  const kept = shelf();
  const file = shelved(jpeg(190_000));
  await kept.keep(file);
  const places = new Set<string | null>();
  for (let cut = 0; cut < 6; cut += 1) {
    const some = new Uint8Array(2);
    chance.bytes(some);
    const line = await cuttingAfter(900 + (((some[0] as number) << 8) | (some[1] as number)), address);
    const became = await sendFile(
      kept,
      kept.files.get(file.id) as ShelvedFile,
      sender(technician, () => line.address),
    );
    expect(became).toBe('later');
    places.add(kept.files.get(file.id)?.upload ?? null);
    line.server.close();
    if (cut === 2) {
      const again = await serve(served.house, { port: 0, host: '127.0.0.1', log: false });
      address = again.address;
    }
  }
  // One upload from its first byte on: nothing was begun anew.
  expect([...places].filter((place) => place !== null)).toHaveLength(1);
  expect(await sendFile(kept, kept.files.get(file.id) as ShelvedFile, sender(technician))).toBe('kept');
  expect((await registers(technician, file)).outcome).toMatch(/accepted|flagged/);
  const read = await reads(technician, file.sha256);
  expect(sha(read.bytes)).toBe(file.sha256);
  expect(read.headers.get('content-type')).toBe('image/jpeg');
});

test('the record counts before its photo, the photo is missing until it is there, and strangers never see it', async () => {
  const file = shelved(jpeg(30_000));
  const { outcome, person } = await registers(technician, file);
  expect(outcome).toMatch(/accepted|flagged/);
  const photos = () => technician.ask('ledger.photos', { about: person });
  expect((await photos()).json.value).toMatchObject([{ sha256: file.sha256, arrived: false }]);
  expect((await reads(technician, file.sha256)).status).toBe(404);
  expect(await sendFile(shelf(), file, sender(technician))).toBe('kept');
  expect((await photos()).json.value).toMatchObject([{ sha256: file.sha256, arrived: true }]);
  expect((await reads(technician, file.sha256)).status).toBe(200);
  const elsewhere = String((await served.rows('select id from partners_zone order by id desc limit 1'))[0]?.['id']);
  for (const other of [await served.joins('technician', [elsewhere]), await served.joins('donor')])
    expect((await reads(other, file.sha256)).status).toBe(404);
  expect((await reads(await served.joins('administrator'), file.sha256)).status).toBe(200);
});

test('what is no picture, tells where it was taken, or is another than said, is not kept', async () => {
  const kept = shelf();
  const words = new TextEncoder().encode('<svg onload="alert(1)"></svg>');
  expect(await sendFile(kept, shelved(words), sender(technician))).toBe('refused');
  const exif = [0xff, 0xe1, 0, 8, 0x45, 0x78, 0x69, 0x66, 0, 0];
  expect(await sendFile(kept, shelved(jpeg(5_000, exif)), sender(technician))).toBe('refused');
  expect(await sendFile(kept, shelved(jpeg(2_100_000)), sender(technician))).toBe('refused');
  // Its bytes changed on the way or on the disk: begun again three times, and never kept.
  expect(await sendFile(kept, shelved(jpeg(5_000), 'a'.repeat(64)), sender(technician))).toBe('later');
  expect(await served.rows('select 1 from file_blob where sha256 = $1', ['a'.repeat(64)])).toEqual([]);
  // Somebody else’s upload is none of hers.
  const file = shelved(jpeg(100_000));
  await kept.keep(file);
  const line = await cuttingAfter(70_000, address);
  await sendFile(
    kept,
    file,
    sender(technician, () => line.address),
  );
  line.server.close();
  const upload = String(kept.files.get(file.id)?.upload);
  const other = await served.joins('technician', [zone]);
  const asked = await sender(other)(upload, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0', 'x-minka': '1' } });
  expect(asked.status).toBe(404);
});

test('the same photo twice is one file; an upload that the server lost begins again', async () => {
  const file = shelved(jpeg(70_000));
  const gone = { ...file, upload: `/api/files/${served.programme}.${technician.staff}.${'0'.repeat(32)}` };
  expect(await sendFile(shelf(), gone, sender(technician))).toBe('kept');
  expect(await sendFile(shelf(), file, sender(technician))).toBe('kept');
  expect(await served.rows('select 1 from file_blob where sha256 = $1', [file.sha256])).toHaveLength(1);
});

test('who is erased takes her photos along, from the disk too, and an old phone cannot bring them back', async () => {
  const file = shelved(jpeg(40_000));
  const { person } = await registers(technician, file);
  expect(await sendFile(shelf(), file, sender(technician))).toBe('kept');
  const path = served.house.files.path(served.programme, file.sha256);
  expect(existsSync(path)).toBe(true);
  const [asks, approves] = [await served.joins('administrator'), await served.joins('programme-manager')];
  const asked = await asks.records('people.erasureAsked', { person, on });
  expect(await approves.records('people.erasureApproved', { erasure: asked.id, on })).toMatchObject({ codes: [] });
  expect(existsSync(path)).toBe(false);
  expect((await reads(asks, file.sha256)).status).toBe(404);
  expect(await sendFile(shelf(), file, sender(technician))).toBe('erased');
  expect(existsSync(path)).toBe(false);
});

test('a photo that no record names goes after 90 days, a named one stays', async () => {
  const [named, orphan] = [shelved(jpeg(20_000)), shelved(jpeg(20_000))];
  await registers(technician, named);
  for (const file of [named, orphan]) expect(await sendFile(shelf(), file, sender(technician))).toBe('kept');
  const { files } = served.house;
  await files.collect(Date.now() + 89 * 86_400_000);
  expect(await files.find(served.programme, orphan.sha256)).not.toBeNull();
  await files.collect(Date.now() + 91 * 86_400_000);
  expect(await files.find(served.programme, orphan.sha256)).toBeNull();
  expect(existsSync(files.path(served.programme, orphan.sha256))).toBe(false);
  expect(existsSync(files.path(served.programme, named.sha256))).toBe(true);
  expect(readdirSync(files.uploads)).toEqual([]);
});
