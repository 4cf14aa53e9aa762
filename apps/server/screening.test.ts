import { writeArrayBuffer } from 'geotiff';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';

let served: Served;
let monitor: Client;
let technician: Client;
let zone = '';
const on = '2023-01-20';

beforeAll(async () => {
  served = await openServer();
  zone = String((await served.rows('select id from partners_zone order by id limit 1'))[0]?.['id']);
  monitor = await served.joins('me-officer');
  technician = await served.joins('technician', [zone]);
});
afterAll(() => served.close());

/** 100 × 100 cells of a thousandth of a degree around Satipo. */
async function tile(of: (col: number, row: number) => number, keys: object = {}): Promise<Uint8Array<ArrayBuffer>> {
  const values = Uint8Array.from({ length: 10_000 }, (_, i) => of(i % 100, Math.floor(i / 100)));
  const place = { ModelPixelScale: [0.001, 0.001, 0], ModelTiepoint: [0, 0, 0, -74.7, -11.2, 0] };
  const degrees = { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326, GTRasterTypeGeoKey: 1 };
  const made = await writeArrayBuffer(
    values as never,
    { width: 100, height: 100, ...place, ...degrees, ...keys } as never,
  );
  return new Uint8Array(made as ArrayBuffer);
}
const uploads = (by: Client, kind: string, bytes: Uint8Array<ArrayBuffer>, name = 'capa.tif') =>
  by.fetched(`/api/layers?kind=${kind}&name=${name}`, { method: 'POST', body: bytes });
const brings = async (kind: string, bytes: Uint8Array<ArrayBuffer>, version = '1', name = 'capa.tif') => {
  const { json, status } = await uploads(monitor, kind, bytes, name);
  expect(status, JSON.stringify(json)).toBe(200);
  const said = { kind, name: `Capa ${kind}`, version, source: 'Prueba', licence: 'CC0', shows: '2022-12-31' };
  return monitor.records('plots.layerBrought', { ...said, fileName: name, ...json, synthetic: true, from: on, on });
};
const screens = async () => {
  expect((await monitor.post('/api/screening', {})).status).toBe(202);
  for (;;) {
    const { json } = await monitor.fetched('/api/screening');
    if (!json.running) return json;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
async function maps(west: number, name: string): Promise<string> {
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const person = await served.tells('people.producerRegistered', {
    ...{ givenNames: 'Rosa', familyNames: name, sex: 'F', zone, district: '120601', consents, on },
  });
  const plot = await served.tells('plots.plotRegistered', { person, name, crop: 'cocoa', tenure: 'title', on });
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ].map(([x = 0, y = 0]) => [west + x * 0.001, -11.25 + y * 0.001]);
  await served.tells('plots.boundaryMapped', { plot, ring, method: 'walk', accuracyCm: 400, on });
  return plot;
}
const verdictOf = async (plot: string) => (await monitor.ask('plots.verdict', { plot })).json.value;

test('tiles are brought, every plot is laid on them once, and the same again says nothing new', async () => {
  const [clear, cut, shade] = [await maps(-74.69, 'Alto'), await maps(-74.65, 'Bajo'), await maps(-74.62, 'Medio')];
  await brings('forest2020', await tile((col) => (col >= 40 ? 1 : 0)));
  await brings('lossyear', await tile((col) => (col >= 40 && col < 60 ? 22 : 0)));
  expect(await screens()).toMatchObject({ of: 3, recorded: 3, unusable: 0, refusals: [] });
  expect(await verdictOf(clear)).toMatchObject({
    cleared: true,
    now: { verdict: 'low', reason: 'no-trees', lost_after_ppm: 0 },
  });
  expect(await verdictOf(cut)).toMatchObject({
    now: { verdict: 'high', reason: 'lost-after', lost_after_ppm: 1_000_000 },
  });
  expect(await verdictOf(shade)).toMatchObject({
    now: { verdict: 'more_info', reason: 'trees-standing', case_state: 'open' },
  });
  const { ground } = await verdictOf(cut);
  expect(ground).toHaveLength(2);
  expect(ground[1].classes).toEqual([{ value: 22, m2: expect.closeTo(12_080, -1) }]);
  expect(await screens()).toMatchObject({ of: 0, recorded: 0 });
  // A rule of another day changes later runs only: a limit of 100 % never says yes.
  const rule = { name: 'prueba', source: 'Acta 4', lossFromYear: 2021, treePercent: 30, protectedPpm: 50_000 };
  const ruled = await monitor.records('plots.screeningRuleSet', {
    ...rule,
    sharePpm: 1_000_000,
    from: '2190-01-01',
    on,
  });
  expect(ruled.outcome).toBe('accepted');
  expect(await screens()).toMatchObject({ of: 0 });
  await monitor.records('plots.screeningRuleSet', { ...rule, sharePpm: 1_000_000, from: on, on });
  expect(await screens()).toMatchObject({ of: 3, recorded: 3 });
  expect(await verdictOf(cut)).toMatchObject({ now: { verdict: 'low', rule: 'prueba' } });
  expect((await verdictOf(cut)).screenings.map((s: { verdict: string }) => s.verdict)).toEqual(['low', 'high']);
}, 60_000);

test('a park that a plot lies in asks a person; a new edition of a layer takes the place of the old', async () => {
  const park = [
    [-74.645, -11.26],
    [-74.6, -11.26],
    [-74.6, -11.2],
    [-74.645, -11.2],
    [-74.645, -11.26],
  ];
  const feature = {
    type: 'Feature',
    properties: { anp_nomb: 'Bosque de prueba' },
    geometry: { type: 'Polygon', coordinates: [park] },
  };
  const text = new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const plot = await maps(-74.605, 'Dentro');
  await brings('protected', text, '1', 'parque.geojson');
  await screens();
  expect(await verdictOf(plot)).toMatchObject({
    now: { verdict: 'more_info', reason: 'protected-area', findings: ['PROTECTED_AREA'], protected_ppm: 1_000_000 },
  });
  expect((await verdictOf(plot)).ground[2]).toMatchObject({ names: ['Bosque de prueba'] });
  const second = await brings('forest2020', await tile(() => 0), '2');
  await screens();
  expect((await verdictOf(plot)).ground.map((of: { version: string }) => of.version)).toEqual(['1', '1', '2']);
  await monitor.records('plots.layerRetired', { layer: second.id, reason: 'mal hecha', on });
  await screens();
  expect((await verdictOf(plot)).ground.map((of: { version: string }) => of.version)).toEqual(['1', '1', '1']);
}, 60_000);

test('a file that is no layer says why and leaves nothing behind; nobody else brings one', async () => {
  const codes = async (kind: string, bytes: Uint8Array<ArrayBuffer>, name?: string) => {
    const { status, json } = await uploads(monitor, kind, bytes, name);
    return [status, json.refusals?.[0]?.code];
  };
  const text = (value: string) => new TextEncoder().encode(value) as Uint8Array<ArrayBuffer>;
  expect(await codes('forest2020', text('no soy un mapa'))).toEqual([400, 'raster.unreadable']);
  expect(await codes('forest2020', await tile(() => 0, { GTModelTypeGeoKey: 1 }))).toEqual([400, 'raster.projected']);
  expect(await codes('lossyear', await tile(() => 90))).toEqual([400, 'plots.layer-values']);
  expect(await codes('forest2020', new Uint8Array(0))).toEqual([400, 'plots.layer-empty']);
  expect(await codes('bosque', await tile(() => 0))).toEqual([400, 'plots.layer-kind']);
  expect(await codes('protected', text('{"type":"FeatureCollection","features":[]}'), 'a.geojson')).toEqual([
    400,
    'geo.empty',
  ]);
  expect((await uploads(technician, 'forest2020', await tile(() => 0))).status).toBe(403);
  expect((await technician.post('/api/screening', {})).status).toBe(403);
  expect((await served.client(null).fetched('/api/screening')).status).toBe(401);
}, 60_000);
