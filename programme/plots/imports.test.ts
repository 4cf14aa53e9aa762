import { afterAll, beforeAll, expect, test } from 'vitest';
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

const brings = (fileName: string, text: string, on = '2020-05-01') =>
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
