import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { readSheet } from '#kernel/server/sheet.ts';
import { toldSeason } from '#season/toldSeason.ts';

const dangerous = [
  '=1+1',
  '+51 999',
  '-2+3',
  '@SUM(A1)',
  '=HYPERLINK("http://x","y")',
  'Cacao; "fino", aroma',
  'Ñandú ☕',
  'Uno\n=2+2',
];

describe('tables as files', () => {
  let served: Served;
  let admin: Client;
  beforeAll(async () => {
    served = await openServer(await toldSeason(0.02));
    admin = await served.joins('administrator');
    for (const name of dangerous)
      await served.tells('partners.organisationJoined', { name, does: 'supplier', on: '2023-01-20' });
  }, 120_000);
  afterAll(() => served.close());

  const bytesOf = async (path: string, client = admin): Promise<Buffer> => {
    const answer = await fetch(`${served.address}/api/export/${path}`, { headers: { cookie: client.cookie } });
    expect(answer.status, path).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(`attachment; filename="${path.replace(/\?.*/, '')}"`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const rowsOf = (csv: Buffer): string[][] => parse(csv, { bom: true });

  test('every table comes as CSV and as a spreadsheet, whole, with headings in words', async () => {
    for (const question of served.house.questions.values()) {
      if (!question.listing) continue;
      const required = Object.values(
        (question.params as unknown as { _zod: { def: { shape: Record<string, unknown> } } })._zod.def.shape,
      );
      const plain = await admin.ask(question.name);
      if (plain.status === 400 && required.length > 0) continue;
      const client = question.by.includes('administrator') ? admin : await served.joins(question.by[0] ?? null);
      const total = (await client.ask(question.name)).json.value.total as number;
      const [headings, ...rows] = rowsOf(await bytesOf(`${question.name}.csv`, client));
      expect(rows.length, question.name).toBe(total);
      expect(headings?.length, question.name).toBe(Object.keys(question.listing.columns).length + 1);
      for (const heading of headings ?? []) expect(heading, question.name).not.toContain(`${question.name}.`);
      const [english] = rowsOf(await bytesOf(`${question.name}.csv?lang=en`, client));
      expect(
        english?.filter((heading) => heading.includes(`${question.name}.`)),
        question.name,
      ).toEqual([]);
      if (total === 0 || total > 600) continue;
      const sheet = await readSheet(await bytesOf(`${question.name}.xlsx`, client), 'table.xlsx');
      expect(sheet.rows.length + sheet.sums.length, `${question.name}.xlsx`).toBe(total);
    }
  }, 240_000);

  test('a text that a spreadsheet would run stands there as text, in both kinds of file', async () => {
    const csv = await bytesOf('partners.organisations.csv');
    // Excel takes a file without this mark for Latin-1.
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const names = rowsOf(csv).map(([name]) => name);
    for (const name of dangerous) expect(names).toContain(/^[=+\-@]/.test(name) ? `'${name}` : name);
    for (const line of rowsOf(csv)) for (const cell of line) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const book = await bytesOf('partners.organisations.xlsx');
    const sheet = await readSheet(book, 'table.xlsx');
    const told = sheet.rows.map((row) => Object.values(row.cells)[0]);
    for (const name of dangerous.filter((n) => /^[=+\-@]/.test(n))) expect(told).toContain(`'${name}`);
    expect(book.includes('<f>')).toBe(false);
  });

  test('a file holds what the table shows: its filter, its order, and no more than the right to see it', async () => {
    const zone = String(
      (await served.rows('select zone from people_person group by zone order by count(*) desc limit 1'))[0]?.['zone'],
    );
    const technician = await served.joins('technician', [zone]);
    const all = rowsOf(await bytesOf('people.producers.csv'));
    const hers = rowsOf(await bytesOf('people.producers.csv', technician));
    expect(hers.length).toBeGreaterThan(1);
    expect(hers.length).toBeLessThan(all.length);
    const women = rowsOf(await bytesOf('people.producers.csv?f.sex=F&sort=-name')).slice(1);
    expect(women.length).toBe((await admin.ask('people.producers', { 'f.sex': 'F' })).json.value.total);
    const answer = await admin.ask('people.producers', { 'f.sex': 'F', sort: '-name', size: '5' });
    expect(women.slice(0, 5).map(([name]) => name)).toEqual(
      answer.json.value.rows.map((row: { name: string }) => row.name),
    );
    const donor = await served.joins('donor');
    for (const path of ['people.producers.csv', 'people.producers.xlsx', 'plots.plots.csv', 'ledger.facts.csv'])
      expect((await donor.fetched(`/api/export/${path}`)).status, path).toBe(403);
    expect((await admin.fetched('/api/export/people.producers.csv?f.colour=1')).json.refusals[0].code).toBe(
      'field.unknown',
    );
  });
});
