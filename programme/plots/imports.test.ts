import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { plotsImport } from '#programme/plots/imports.ts';
import { ofPerson } from '#programme/plots/queries.ts';
import { plotsWords } from '#programme/plots/words.ts';

let story: Story;
let rosa = '';
beforeAll(async () => {
  story = await openStory();
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const names = { givenNames: 'Rosa', familyNames: 'Ríos Inga', document: { type: 'DNI', number: '04123456' } };
  const body = { ...names, sex: 'F', zone: story.zone, district: '120601', consents, on: story.on };
  rosa = (await story.tell('people.producerRegistered', body)).id;
});
afterAll(() => story.close());

const brings = (fileName: string, text: string | Uint8Array, on = '2020-05-01') =>
  story.brings(plotsImport(story.reader, story.programme, on), fileName, text, { words: [plotsWords] });
const ring = (lon: number, lat: number, side = 0.001) => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];
const feature = (properties: object, geometry: object | null) => ({ type: 'Feature', properties, geometry });

test('boundaries of a GeoJSON file are measured, and another boundary of a known plot is another capture', async () => {
  const file = (side: number) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        feature(
          { DNI: '4123456', Parcela: 'Alto', Área: 1.2 },
          { type: 'Polygon', coordinates: [ring(-74.63, -11.25, side)] },
        ),
        feature({ DNI: '99999998', Parcela: 'Ajena' }, { type: 'Polygon', coordinates: [ring(-74.63, -11.24)] }),
        feature(
          { Productor: 'RIOS INGA ROSA', Parcela: 'Al revés' },
          { type: 'Polygon', coordinates: [ring(-11.25, -74.6)] },
        ),
        feature(
          { DNI: '04123456', Parcela: 'Dos' },
          { type: 'MultiPolygon', coordinates: [[ring(-74.6, -11.2)], [ring(-74.59, -11.2)]] },
        ),
      ],
    });
  const first = await brings('parcelas.geojson', file(0.001));
  expect(first.rows.map((row) => row.outcome)).toEqual(['new', 'bad', 'bad', 'bad']);
  expect(first.rows.map((row) => row.refusals.map((r) => r.code)).slice(1)).toEqual([
    ['plots.import-unknown-person'],
    ['plots.swapped-suspect'],
    ['plots.several-parts'],
  ]);
  expect(await story.ask(ofPerson, { person: rosa })).toMatchObject([
    { name: 'Alto', area_m2: 12_079, declared_m2: 12_000, verdict: 'sound' },
  ]);
  expect((await brings('parcelas.geojson', file(0.001), '2021-01-01')).counts.known).toBe(1);
  expect((await brings('parcelas.geojson', file(0.00105), '2021-01-01')).counts).toMatchObject({ new: 1, bad: 3 });
  expect((await story.ask(ofPerson, { person: rosa })).map((row) => row.name)).toEqual(['Alto']);
  expect(await story.rows('select on_day::text from plots_boundary order by number')).toEqual([
    { on_day: '2020-05-01' },
    { on_day: '2021-01-01' },
  ]);
});

test('a list with single places puts plots on the map; columns exchanged come back with what is wrong', async () => {
  const list = [
    'Productor;Parcela;Cultivo;Hectáreas;Latitud;Longitud;Fecha',
    'Rosa Ríos Inga;Chica;Cacao;1,5;-11,2100;-74,6100;12/03/2020',
    'Rosa Ríos Inga;Volteada;Café;1,5;-74,6100;-11,2100;12/03/2020',
    'Rosa Ríos Inga;Sin lugar;Café;2;;;12/03/2020',
  ].join('\n');
  const said = await brings('parcelas.csv', list);
  expect(said.rows.map((row) => row.outcome)).toEqual(['new', 'bad', 'new']);
  expect(said.rows[1]?.refusals.map((r) => r.code)).toEqual(['plots.swapped-suspect']);
  const plots = await story.ask(ofPerson, { person: rosa });
  expect(plots.find((row) => row.name === 'Chica')).toMatchObject({ crop: 'cocoa', verdict: 'unmapped', lat: -11.21 });
  expect(plots.find((row) => row.name === 'Sin lugar')).toMatchObject({
    crop: 'coffee',
    lat: null,
    declared_m2: 20_000,
  });
});

describe('map files, by the reader that judges them', () => {
  const counted = async () => Number((await story.rows('select count(*)::int as n from plots_boundary'))[0]?.['n']);
  const placemark = (name: string, ring: number[][]) =>
    `<Placemark><name>${name}</name><ExtendedData><Data name="DNI"><value>04123456</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>${ring
      .map(([x, y]) => `${x},${y},0`)
      .join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;
  const kml = (...marks: string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${marks.join('')}</Document></kml>`;
  const bytes = (text: string) => new TextEncoder().encode(text);

  test('KML, KMZ and GeoJSON in metres come in with their findings; each row says where it lies', async () => {
    const [x, y] = [-74.5, -11.3];
    const crossed = [
      [x, y],
      [x + 0.001, y + 0.001],
      [x + 0.001, y],
      [x, y + 0.001],
      [x, y],
    ];
    const said = await brings('mapa.kml', kml(placemark('Kilo', ring(x, y)), placemark('Cruzada', crossed)));
    expect(said.rows.map((row) => [row.outcome, row.refusals.map((r) => r.code)[0]])).toEqual([
      ['flagged', 'plots.outside-district'],
      ['flagged', 'plots.self-intersection'],
    ]);
    expect(said.rows[0]?.ground).toHaveLength(5);
    const zipped = zipSync({ 'doc.kml': bytes(kml(placemark('Kemeze', ring(x + 0.01, y)))) });
    expect((await brings('mapa.kmz', zipped)).counts.flagged).toBe(1);
    const utm = [
      [545_000, 8_750_000],
      [545_100, 8_750_000],
      [545_100, 8_750_100],
      [545_000, 8_750_100],
      [545_000, 8_750_000],
    ];
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32718' } };
    const features = [feature({ DNI: '04123456', Parcela: 'En metros' }, { type: 'Polygon', coordinates: [utm] })];
    await brings('utm.geojson', JSON.stringify({ type: 'FeatureCollection', crs, features }));
    const own = await story.ask(ofPerson, { person: rosa });
    expect(own.map((row) => row.name)).toEqual(expect.arrayContaining(['Kilo', 'Cruzada', 'Kemeze', 'En metros']));
    expect(own.find((row) => row.name === 'En metros')?.area_m2).toBeGreaterThan(9_990);
  });

  test('a table with WKT is one too', async () => {
    const wkt = `POLYGON ((${ring(-74.62, -11.21)
      .map((p) => p.join(' '))
      .join(', ')}))`;
    const said = await brings(
      'tabla.csv',
      `DNI;Parcela;Polígono\n04123456;De texto;"${wkt}"\n04123456;Rota;"POLYGON ((1 2"`,
    );
    expect(said.rows.map((row) => row.outcome)).toEqual(['new', 'bad']);
  });

  test('a broken file, an empty one, a shapefile without projection and metres without a name record nothing and say why', async () => {
    const before = await counted();
    const refused = async (name: string, text: string | Uint8Array) =>
      brings(name, text).then(
        () => 'taken',
        (error) => error.refusals[0].code,
      );
    expect(await refused('roto.kml', kml(placemark('A', ring(-74.5, -11.3))).slice(0, 200))).toBe('geo.unreadable');
    expect(await refused('vacio.geojson', '{"type":"FeatureCollection","features":[]}')).toBe('geo.empty');
    expect(await refused('roto.geojson', '{"type":"FeatureCollection","features":[{')).toBe('geo.unreadable');
    expect(await refused('hondo.json', `${'['.repeat(500)}1${']'.repeat(500)}`)).toBe('geo.too-deep');
    expect(await refused('sin.zip', zipSync({ 'parcelas.shp': new Uint8Array(100) }))).toBe('geo.no-projection');
    const metres = {
      type: 'Polygon',
      coordinates: [
        [
          [545_000, 8_750_000],
          [545_100, 8_750_000],
          [545_000, 8_750_100],
          [545_000, 8_750_000],
        ],
      ],
    };
    const said = await brings(
      'm.geojson',
      JSON.stringify({ type: 'FeatureCollection', features: [feature({ DNI: '04123456', Parcela: 'M' }, metres)] }),
    );
    expect(said.rows[0]?.refusals[0]?.code).toBe('plots.projected-suspect');
    expect(said.errorsFile).toContain('metros');
    expect(await counted()).toBe(before);
  });
});
