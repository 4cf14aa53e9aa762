import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { seeded } from '#kernel/pure/ids.ts';
import { makeFact } from '#kernel/pure/maker.ts';
import { pendingText } from '#kernel/pure/pendingFile.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';
import { openCli } from './openCli.ts';

let cli: Awaited<ReturnType<typeof openCli>>;
beforeAll(async () => {
  cli = await openCli();
});
afterAll(() => cli.close());

const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(cli.folder, name), content);
  return name;
};
const people = async (): Promise<number> =>
  (await cli.database.pool.query('select count(*)::int as n from people_person')).rows[0].n;

describe('people, as their offices keep them', () => {
  const headings = ['Apellidos y nombres', 'DNI', 'Sexo', 'Fecha de nacimiento', 'Distrito', 'Consentimiento'];
  const list = [
    ['Ñahui Quispe, María Elena', '10117410', 'F', '05/04/1980', 'Satipo', 'Sí'],
    ['Ccori Meza, Teodoro', '', 'H', '31/02/1975', 'Satipo', 'Sí'],
  ];
  const text = [headings, ...list].map((cells) => cells.join(';')).join('\r\n');

  test('a dry run records nothing; a run does, brings bad rows back, and those corrected come in', async () => {
    const before = await people();
    const file = write('lista de socios.csv', Buffer.from(text, 'latin1'));
    const dry = await cli.minka(['import', file, '--as', 'people', '--dry-run']);
    expect(dry.code).toBe(1);
    expect(dry.out).toMatch(/2 +Nuevo +Registrar a Ñahui Quispe, María Elena/);
    expect(dry.out).toMatch(/3 +Con error +Fecha de nacimiento: La fecha no existe\./);
    expect(dry.out).toContain('Solo se revisó, no se registró nada. Nuevo: 1');
    expect(await people()).toBe(before);

    const done = await cli.minka(['import', file, '--as', 'people', '--json']);
    expect(done.json()).toMatchObject({ counts: { new: 1, bad: 1 }, errorsFile: 'lista de socios.errors.csv' });
    expect(await people()).toBe(before + 1);
    const errors = readFileSync(join(cli.folder, 'lista de socios.errors.csv'), 'utf8');
    expect(errors).toMatch(/^\ufeffApellidos y nombres;DNI;.*;Qué está mal\r\nCcori Meza, Teodoro;/);

    const corrected = write('corregido.csv', errors.replace('31/02/1975', '28/02/1975'));
    const second = await cli.minka(['import', corrected, '--as', 'people']);
    expect(second.code).toBe(0);
    expect(second.out).toMatch(/Se importó\. Nuevo: 1 · .*Con error: 0/);
    expect(await people()).toBe(before + 2);
  });

  test('the same people as UTF-8 with commas or as a workbook are known', async () => {
    const before = await people();
    const commas = [headings, ...list.slice(0, 1)].map((cells) => cells.map((c) => `"${c}"`).join(',')).join('\n');
    const sheet = [headings, ...list.slice(0, 1)].map((cells) => cells.map((value) => ({ value })));
    const files = [
      write('con marca.csv', `\ufeff${commas}`),
      write('sin marca.csv', commas),
      write('libro.xlsx', new Uint8Array(await writeXlsxFile(sheet).toBuffer())),
    ];
    for (const file of files) {
      const known = await cli.minka(['import', file, '--as', 'people', '--json']);
      expect(known.json().counts).toEqual({ new: 0, known: 1, flagged: 0, bad: 0 });
    }
    expect(await people()).toBe(before);
  });
});

test('a column that was guessed wrong is corrected by hand, and one that is not there is refused', async () => {
  const file = write('plots.csv', 'dueno,chacra,ha\n10117410,La Ñusta,"2,5"\n');
  const args = ['import', file, '--as', 'plots', '--dry-run', '--json'];
  const [guessed, told, wrong] = [
    await cli.minka(args),
    await cli.minka([...args, '--map', 'document=dueno', '--map', 'name=chacra']),
    await cli.minka([...args, '--map', 'document=DNI']),
  ];
  expect(guessed.json().counts.bad).toBe(1);
  expect(told.json().mapping).toMatchObject({ document: 'dueno', name: 'chacra', hectares: 'ha' });
  expect(told.json().counts.bad).toBe(0);
  expect([wrong.code, wrong.json().refusals[0].code]).toEqual([2, 'import.no-such-column']);
});

test('plots come in from a map, and what is no list is refused', async () => {
  const ring = [
    [-74.64, -11.25],
    [-74.638, -11.25],
    [-74.638, -11.248],
    [-74.64, -11.248],
    [-74.64, -11.25],
  ];
  const feature = {
    type: 'Feature',
    properties: { DNI: '10117410', Parcela: 'La Ñusta', Cultivo: 'Cacao' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
  const map = write('parcelas.geojson', JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const done = await cli.minka(['import', map, '--as', 'plots', '--json']);
  expect(done.json().counts.bad).toBe(0);
  const { rows } = await cli.database.pool.query(`select area_m2::int from plots_plot where name = 'La Ñusta'`);
  expect(rows[0].area_m2).toBeGreaterThan(40_000);
  const picture = write('foto.csv', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]));
  const [none, what] = [
    await cli.minka(['import', picture, '--as', 'plots']),
    await cli.minka(['import', map, '--as', 'farms', '--lang', 'en']),
  ];
  expect([none.code, what.code]).toEqual([2, 2]);
  expect(none.err).toContain('guárdelo como CSV, XLSX o GeoJSON');
  expect(what.err).toContain('Possible: people, plots, attendance, purchases');
});

test("a phone's file of pending records is known by its content, and counts once however often it is brought in", async () => {
  const { rows } = await cli.database.pool.query(
    `select g.programme, g.staff, g.scopes[1] as zone, z.districts[1] as district from partners_grant g
     join partners_zone z on z.id = g.scopes[1] where g.role = 'technician' and not g.revoked limit 1`,
  );
  const { programme, staff, zone, district } = rows[0];
  const pen = {
    programme,
    author: staff,
    device: randomUUID(),
    random: seeded(3).bytes,
    now: Date.now,
    seq: 0,
    prevHash: null,
  };
  const body = {
    givenNames: 'Zoila',
    familyNames: 'Xiomarez Wanka',
    sex: 'F',
    zone,
    district,
    consents: [],
    on: '2022-11-20',
  };
  const facts = [makeFact(pen, ProducerRegistered, body as never)];
  const of = { programme, author: staff, device: pen.device, app: '0.1.0', at: new Date().toISOString(), facts };
  const before = await people();
  const file = write('minka-pendientes.txt', pendingText(of));
  const first = await cli.minka(['import', file]);
  expect(first.code, first.out + first.err).toBe(0);
  expect(first.out).toContain('Productor registrado');
  expect(await people()).toBe(before + 1);
  const second = await cli.minka(['import', file, '--as', 'facts', '--json']);
  expect(second.json()).toMatchObject({ as: 'facts', counts: { new: 0, known: 1, bad: 0 } });
  expect(await people()).toBe(before + 1);
});
