import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';

let served: Served;
let auditor: Client;
beforeAll(async () => {
  served = await openServer();
  auditor = await served.joins('auditor');
});
afterAll(() => served.close());

const ring = [
  [-74.64, -11.25],
  [-74.639, -11.25],
  [-74.639, -11.249],
  [-74.64, -11.249],
  [-74.64, -11.25],
];
const file = {
  type: 'FeatureCollection',
  features: [{ type: 'Feature', id: 'a', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }],
};
const sends = (tool: string, body: string, type = 'application/octet-stream', by: Client = auditor) =>
  by.fetched(`/api/tools/${tool}`, { method: 'POST', headers: { 'content-type': type }, body });

test('a file of boundaries is judged as on the command line, whatever its type says', async () => {
  for (const type of ['application/geo+json', 'application/json', 'text/plain']) {
    const { status, json } = await sends('plots-check', JSON.stringify(file), type);
    expect(status).toBe(200);
    expect(json.features[0]).toMatchObject({
      index: 0,
      id: 'a',
      verdict: 'warn',
      district_inei: '120601',
      repaired: null,
    });
    expect(json.file).toEqual({ accepted: true, error: null });
  }
});

test('walks, deliveries and lots are too', async () => {
  const fixes = ring.map(([lon, lat], i) => [i * 60, lon, lat, 5]);
  const track = await sends(
    'plots-track',
    JSON.stringify({ fixes_columns: ['t_s', 'lon', 'lat', 'accuracy_m'], fixes }),
  );
  expect(track.json.area_m2).toBeCloseTo(12_078.7, 0);
  const plausible = await sends(
    'plots-plausible',
    JSON.stringify({ policy: {}, cases: [{ case_id: 'x', input: { area_ha: 1, delivered_dry_kg_12m: 9_000 } }] }),
  );
  expect(plausible.json.cases[0].flags[0].code).toBe('YIELD_IMPOSSIBLE');
  const lots = await sends('lots-replay', '{"type":"receive","id":"1","lot":"A","kg":2.5,"plot":"P"}\n');
  expect(lots.json.lots.A.balance_kg).toBe(2.5);
});

test('what cannot be judged is told with a code, and the next file is judged all the same', async () => {
  const codes = async (tool: string, body: string) => {
    const { status, json } = await sends(tool, body);
    return [status, json.refusals?.[0]?.code];
  };
  expect(await codes('plots-check', '{"type":"FeatureCollection","features":[]}')).toEqual([400, 'geo.empty']);
  expect(await codes('plots-check', '['.repeat(50_000))).toEqual([400, 'geo.too-deep']);
  expect(await codes('plots-check', `[${'[1,2],'.repeat(1_000_000)}`)).toEqual([400, 'geo.too-many-positions']);
  expect(await codes('plots-check', 'PK no zip')).toEqual([400, 'geo.unreadable']);
  expect(await codes('plots-track', '{}')).toEqual([400, 'geo.no-fixes']);
  expect(await codes('plots-plausible', '{')).toEqual([400, 'geo.policy-unreadable']);
  expect((await sends('plots-check', JSON.stringify(file), 'text/plain', served.client(null))).status).toBe(401);
  expect((await sends('plots-check', JSON.stringify(file))).status).toBe(200);
});
