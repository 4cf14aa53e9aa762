import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { plusDays } from '#kernel/pure/day.ts';
import { fromEpcis } from '#programme/lots/epcis.ts';
import { Replay } from '#programme/lots/replay.ts';
import { toldSeason } from '#season/toldSeason.ts';

let served: Served;
let manager: Client;
let shipment: string;
let code: string;
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  served = await openServer(await toldSeason(0.02));
  manager = await served.joins('programme-manager');
  const [sent] = await served.rows('select id, code from lots_shipment where not void order by on_day desc limit 1');
  [shipment, code] = [String(sent?.['id']), String(sent?.['code'])];
}, 120_000);
afterAll(() => served.close());

const labelOf = async (id: string): Promise<{ path: string; mark: string }> =>
  (await manager.ask('lots.labels', { id })).json.value;
/** What a stranger's browser gets. */
const opens = (path: string) => served.client(null).fetched(path);

test('the label of a container opens its story to anybody: districts and numbers, no name, no plot, no place on the ground', async () => {
  const { path } = await labelOf(shipment);
  expect(path).toMatch(/^\/01\/\d{14}\/10\/[^/]+\/21\/[0-9A-Z]{8}$/);
  const page = await opens(path);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.text).toContain(code);
  expect(page.text).not.toMatch(/<script|https?:\/\/(?!www\.w3)/);
  // Whoever grew it is not to be found in the page: no name, no plot, no coordinate of theirs.
  const people = await served.rows('select given_names, family_names, id from people_person where not void');
  for (const { family_names, id } of people) {
    expect(page.text).not.toContain(String(family_names));
    expect(page.text).not.toContain(String(id).slice(-8));
  }
  const plots = await served.rows('select id, lon from plots_plot where lon is not null');
  for (const { id, lon } of plots) {
    expect(page.text).not.toContain(String(id).slice(-8));
    expect(page.text).not.toContain(Number(lon).toFixed(4));
  }
  expect((await opens(`${path}?lang=en`)).text).toContain('lang="en"');
});

test('a district of fewer than five families is not told', async () => {
  const { json } = await manager.ask('lots.story', { id: shipment });
  const counted = await served.rows(
    `select l.district, count(distinct l.person)::int as families from lots_receipt r
     join plots_plot l on l.id = r.plot group by l.district`,
  );
  const few = new Set(counted.filter((row) => Number(row['families']) < 5).map((row) => row['district']));
  expect(json.value.districts.filter((district: { code: string }) => few.has(district.code))).toEqual([]);
  const told = json.value.districts.reduce((sum: number, district: { share: number }) => sum + district.share, 0);
  expect(told + json.value.elsewhere).toBeGreaterThan(999_000);
});

test('labels for the sacks come as one PDF, for those who may print them', async () => {
  const sheet = await manager.fetched(`/api/labels/${shipment}.pdf?copies=9`);
  expect([sheet.status, sheet.headers.get('content-type'), sheet.text.slice(0, 5)]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  expect((await manager.fetched(`/api/labels/${shipment}.pdf?copies=0`)).status).toBe(400);
  expect((await manager.fetched('/api/labels/no-lot.pdf')).status).toBe(400);
  expect((await opens(`/api/labels/${shipment}.pdf`)).status).toBe(401);
});

test('a guessed or worn label opens nothing, and says so in words', async () => {
  const { path, mark } = await labelOf(shipment);
  const other = mark.startsWith('A') ? `B${mark.slice(1)}` : `A${mark.slice(1)}`;
  for (const wrong of [path.replace(mark, other), path.replace(/\/21\/.*/, ''), '/01/1/10/x/21/%00', '/origin/x.y']) {
    const page = await opens(wrong);
    expect([wrong, page.status]).toEqual([wrong, 404]);
    expect(page.text).toContain('<html lang="es">');
  }
});

test('a buyer’s link gives plots by code, the pack and the movements; it ends on its day or when it is taken back', async () => {
  const [organisation] = await served.rows("select id from partners_organisation where does = 'buyer' or true limit 1");
  const buyer = String(organisation?.['id']);
  const shares = (body: object) => manager.records('lots.originShared', { buyer, on: today, ...body });
  expect((await shares({ until: today })).codes).toContain('lots.origin-of-what');
  expect((await shares({ shipment, until: plusDays(today, -1) })).codes).toContain('lots.origin-already-over');
  const link = await shares({ shipment, until: plusDays(today, 30) });
  const [given] = (await manager.ask('lots.shared', { id: shipment })).json.value;
  expect(given).toMatchObject({ id: link.id });
  const page = await opens(given.path);
  expect([page.status, page.text.includes(code)]).toEqual([200, true]);
  const people = await served.rows('select family_names from people_person where not void');
  for (const { family_names } of people) expect(page.text).not.toContain(String(family_names));

  const geojson = JSON.parse((await opens(`${given.path}/plots.geojson`)).text);
  expect(geojson.features.length).toBeGreaterThan(3);
  expect(Object.keys(geojson.features[0].properties)).toEqual(['plot', 'place', 'kg', 'boundary']);
  const zip = await fetch(`${served.address}${given.path}/eudr.zip`);
  expect(Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer())))).toContain('evidence.json');
  const replay = new Replay();
  for (const event of fromEpcis(JSON.parse((await opens(`${given.path}/epcis.jsonld`)).text)))
    replay.take(JSON.stringify(event));
  const [sent] = await served.rows('select grams::float8 / 1000 as kg from lots_shipment where id = $1', [shipment]);
  expect(replay.result().shipments[code]?.kg).toBe(sent?.['kg']);

  expect((await opens(`${given.path}/people.csv`)).status).toBe(404);
  await manager.records('ledger.voided', { fact: link.id, reason: 'sent to the wrong buyer', on: today });
  expect((await opens(given.path)).status).toBe(404);
  expect((await opens(`${given.path}/plots.geojson`)).status).toBe(404);
});
