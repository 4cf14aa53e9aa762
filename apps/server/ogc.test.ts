import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Client, openServer, type Served } from '#apps/server/openServer.ts';

/* OGC 17-069r4 (Features, part 1): the links, members, content types and refusals that its requirements name. */

let served: Served;
let officer: Client;
const plots: string[] = [];
beforeAll(async () => {
  served = await openServer();
  officer = await served.joins('me-officer');
  const [satipo, pangoa] = (await served.rows('select id from partners_zone order by name desc')).map((r) =>
    String(r['id']),
  );
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  for (const [i, zone] of [satipo, satipo, satipo, pangoa].entries()) {
    const names = {
      givenNames: 'Rosa',
      familyNames: `Secreta${i}`,
      sex: 'F',
      zone,
      district: i === 3 ? '120606' : '120601',
    };
    const person = await served.tells('people.producerRegistered', { ...names, consents, on: '2023-01-20' });
    const body = { person, name: `Parcela ${i}`, crop: 'cocoa', tenure: 'title', on: '2023-01-20' };
    const plot = await served.tells('plots.plotRegistered', body);
    const [x, y, d] = [-74.64 + i * 0.01, -11.25, 0.001];
    // Clockwise, as people walk; RFC 7946 wants it the other way round.
    const ring = [
      [x, y],
      [x, y + d],
      [x + d, y + d],
      [x + d, y],
      [x, y],
    ];
    await served.tells('plots.boundaryMapped', { plot, ring, method: 'walk', accuracyCm: 450, on: `2023-01-1${i}` });
    plots.push(plot);
  }
});
afterAll(() => served.close());

const rels = (answer: Answer) => (answer.json.links as { rel: string }[]).map((l) => l.rel);
const linked = (answer: Answer, rel: string) =>
  (answer.json.links as { rel: string; href: string }[]).find((l) => l.rel === rel)?.href;
const at = (path: string, client: Client = officer) => client.fetched(path);
const items = (query: string, client: Client = officer) => at(`/ogc/collections/plots/items${query}`, client);

describe('OGC API - Features', () => {
  test('the landing page leads to itself, the description, what is kept and the data', async () => {
    const landing = await at('/ogc');
    expect(landing.headers.get('content-type')).toContain('application/json');
    expect(rels(landing)).toEqual(expect.arrayContaining(['self', 'service-desc', 'conformance', 'data']));
    for (const rel of ['conformance', 'data', 'service-desc'])
      expect((await fetch(String(linked(landing, rel)), { headers: { cookie: officer.cookie } })).status).toBe(200);
    const { json } = await at('/ogc/conformance');
    expect(json.conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
  });

  test('the collection says where and when its plots lie, in CRS84', async () => {
    const { json } = await at('/ogc/collections');
    const [plain] = json.collections;
    expect(plain).toEqual((await at('/ogc/collections/plots')).json);
    expect(plain).toMatchObject({
      id: 'plots',
      itemType: 'feature',
      crs: ['http://www.opengis.net/def/crs/OGC/1.3/CRS84'],
    });
    expect(plain.extent.spatial.bbox[0].map((n: number) => Number(n.toFixed(3)))).toEqual([
      -74.64, -11.25, -74.609, -11.249,
    ]);
    expect(plain.extent.temporal.interval).toEqual([['2023-01-10T00:00:00Z', '2023-01-13T23:59:59Z']]);
    expect(plain.links.map((l: { rel: string }) => l.rel)).toEqual(['self', 'items']);
    expect((await at('/ogc/collections/none')).status).toBe(404);
  });

  test('items come page by page, each once, and the last page has no next', async () => {
    const seen: string[] = [];
    let page = await items('?limit=3');
    expect(page.headers.get('content-type')).toContain('application/geo+json');
    expect(page.json).toMatchObject({ type: 'FeatureCollection', numberMatched: 4, numberReturned: 3 });
    expect(Date.parse(page.json.timeStamp)).not.toBeNaN();
    for (;;) {
      seen.push(...page.json.features.map((f: { id: string }) => f.id));
      const next = linked(page, 'next');
      if (next === undefined) break;
      page = await at(next.replace(served.address, ''));
    }
    expect(seen.sort()).toEqual([...plots].sort());
    expect(rels(page)).toContain('self');
    const [first] = (await items('')).json.features;
    expect(first.geometry.type).toBe('Polygon');
    const [[a, b, c]] = first.geometry.coordinates;
    expect((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])).toBeGreaterThan(0);
    const one = await at(`/ogc/collections/plots/items/${first.id}`);
    expect(one.json).toMatchObject({ ...first, links: [{ rel: 'self' }, { rel: 'collection' }] });
    for (const id of ['nothing', served.programme])
      expect((await at(`/ogc/collections/plots/items/${id}`)).status).toBe(404);
  });

  test('bbox and datetime narrow, and what is no box, no time or no parameter is refused with 400', async () => {
    const count = async (query: string) => (await items(query)).json.numberMatched;
    expect(await count('?bbox=-74.645,-11.26,-74.625,-11.24')).toBe(2);
    expect(await count('?bbox=-74.645,-11.26,0,-74.625,-11.24,900')).toBe(2);
    expect(await count('?bbox=170,-20,-74.605,0')).toBe(4);
    expect(await count('?bbox=10,10,20,20')).toBe(0);
    expect(await count('?datetime=2023-01-11')).toBe(1);
    expect(await count('?datetime=2023-01-11T00:00:00Z/..')).toBe(3);
    expect(await count('?datetime=../2023-01-11')).toBe(2);
    expect(await count('?limit=999999')).toBe(4);
    expect(await count('?f=json&limit=1')).toBe(4);
    const bad = [
      'bbox=1,2,3',
      'bbox=a,b,c,d',
      'bbox=0,5,1,4',
      'bbox=-999,0,1,1',
      'datetime=ayer',
      'datetime=../..',
      'datetime=2023-02-30',
      'datetime=2023-02-01/2023-01-01',
      'limit=0',
      'limit=-1',
      'limit=x',
      'f=html',
      'nombre=x',
      'after=x',
      'crs=EPSG:4326',
    ];
    for (const query of bad) {
      const answer = await items(`?${query}`);
      expect(answer.status, query).toBe(400);
      expect(answer.json.refusals[0].words.es, query).toBeTruthy();
    }
  });

  test('nobody without a session, and of others her own zones only; names only to who works with them', async () => {
    const stranger = served.client(null);
    for (const path of ['/ogc', '/ogc/conformance', '/ogc/collections', '/ogc/collections/plots/items']) {
      const answer = await at(path, stranger);
      expect([answer.status, answer.headers.get('www-authenticate')?.slice(0, 5)]).toEqual([401, 'Basic']);
    }
    expect((await items('', await served.joins('donor'))).status).toBe(403);
    expect((await items('')).text).toContain('Secreta0');
    const [zone] = await served.rows("select id from partners_zone where name = 'Pangoa'");
    const technician = await served.joins('technician', [String(zone?.['id'])]);
    expect((await items('', technician)).json.features.map((f: { id: string }) => f.id)).toEqual([plots[3]]);
    expect((await at(`/ogc/collections/plots/items/${plots[0]}`, technician)).status).toBe(404);
    const auditor = await items('', await served.joins('auditor'));
    expect(auditor.json.numberMatched).toBe(4);
    expect(auditor.text).not.toMatch(/Secreta|producer_name/);
  });

  test('a reading token opens the maps of its owner by HTTP Basic, nothing else, until it is ended', async () => {
    const made = await officer.post('/api/map-tokens', { name: 'QGIS de la oficina' });
    expect(made.status).toBe(201);
    const basic = (token: string) => ({
      authorization: `Basic ${Buffer.from(`monitoreo@demo:${token}`).toString('base64')}`,
    });
    const stranger = served.client(null);
    const reads = async (token: string, path: string) =>
      (await stranger.fetched(path, { headers: basic(token) })).status;
    expect(await reads(made.json.token, '/ogc/collections/plots/items')).toBe(200);
    expect(await reads('read.nothing', '/ogc/collections/plots/items')).toBe(401);
    // No other door takes it, in a header or as a session; and a session is no reading token.
    expect(await reads(made.json.token, '/api/ask/plots.plots')).toBe(401);
    expect((await served.client(made.json.token).ask('plots.plots')).status).toBe(401);
    expect(await reads(officer.cookie.replace('minka=', ''), '/ogc')).toBe(401);
    const { json } = await officer.fetched('/api/session/list');
    const line = json.sessions.find((one: { agent: string | null }) => one.agent === 'mapa: QGIS de la oficina');
    expect(
      (await (await served.joins('me-officer')).fetched(`/api/map-tokens/${line.id}`, { method: 'DELETE' })).status,
    ).toBe(404);
    expect((await officer.fetched(`/api/map-tokens/${line.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await reads(made.json.token, '/ogc')).toBe(401);
    expect(served.log.text).not.toContain(made.json.token);
  });
});
