import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type Served } from '#apps/server/openServer.ts';
import { sheetLimits } from '#kernel/server/sheet.ts';
import { readXlsxGrid } from '#kernel/server/sheetXlsx.ts';
import { toldSeason } from '#season/toldSeason.ts';

let served: Served;
beforeAll(async () => {
  served = await openServer(await toldSeason(0.02));
}, 120_000);
afterAll(() => served.close());

test('the auditor takes the folder of a certificate: signed list and sample, registers, what changed; nobody else in the field does', async () => {
  const auditor = await served.joins('auditor');
  const { rows } = (await auditor.ask('certification.certificates')).json.value;
  const { id, number, members } = rows.find((row: { number: string }) => row.number === 'PE-BIO-1587');
  const path = `/api/certification/pack?certificate=${id}&lang=es`;
  const answer = await fetch(`${served.address}${path}`, { headers: { cookie: auditor.cookie } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="auditoria-${number}.zip"`);
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  expect(Object.keys(files).filter((name) => !name.endsWith('.xlsx'))).toEqual([
    'lista-de-aprobados.pdf',
    'muestra.pdf',
    'lea-esto.txt',
  ]);
  for (const name of ['lista-de-aprobados.pdf', 'muestra.pdf'])
    expect(strFromU8((files[name] as Uint8Array).slice(0, 5))).toBe('%PDF-');
  const list = await readXlsxGrid(files['2-lista-de-aprobados.xlsx'] as Uint8Array, sheetLimits);
  expect(list.lines[0]).toContain('Estimado (kg)');
  const off = list.lines[0]?.indexOf('Fuera desde') ?? 0;
  expect(list.lines.slice(1).filter((line) => (line[off] ?? '') === '').length).toBe(members);
  expect((await served.client(null).fetched(path)).status).toBe(401);
  for (const role of ['technician', 'inspector', 'buyer', 'donor'] as const)
    expect((await (await served.joins(role)).fetched(path)).status).toBe(403);
  expect((await auditor.fetched('/api/certification/pack?certificate=no')).status).toBe(400);
  expect((await auditor.fetched(`/api/certification/pack?certificate=${served.newId()}`)).status).toBe(404);
});
