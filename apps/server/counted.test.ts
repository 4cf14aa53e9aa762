import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type Served } from './openServer.ts';

let served: Served;
beforeAll(async () => {
  served = await openServer();
});
afterAll(() => served.close());

test('a report takes its figures on the server: as typed they are refused, counted they are the questions’ own', async () => {
  const officer = await served.joins('me-officer');
  const typed = {
    title: 'Informe',
    through: 1,
    figures: [{ code: 'producers_reached', period: 'life', thousandths: 9_000_000, evidence: 9 }],
  };
  const refused = await officer.post('/api/facts', {
    facts: [officer.makes('indicators.reportSubmitted', { ...typed, on: '2023-01-20' })],
  });
  expect(refused.status).toBe(400);
  expect(JSON.stringify(refused.json)).toContain('fact.counted-here');

  const taken = await officer.post('/api/count/indicators.reportSubmitted', { title: 'Informe', on: '2023-01-20' });
  expect(taken.status).toBe(200);
  const [receipt] = (taken.json as { receipts: { id: string; outcome: string }[] }).receipts;
  expect(receipt?.outcome).toBe('accepted');
  const kept = await served.rows(
    'select code, period, thousandths::float8 / 1000 as value from indicators_figure where report = $1',
    [receipt?.id],
  );
  const now = (await officer.fetched('/api/ask/indicators.results')).json.value as {
    code: string;
    period: string;
    value: number | null;
  }[];
  expect(kept.length).toBe(now.length);
  for (const { code, period, value } of now)
    expect(kept.find((k) => k['code'] === code && k['period'] === period)?.['value'], `${code} ${period}`).toBe(value);

  const donor = await served.joins('donor');
  expect((await donor.post('/api/count/indicators.reportSubmitted', { title: 'x', on: '2023-01-20' })).status).toBe(
    403,
  );
  expect((await officer.post('/api/count/nursery.batchSown', {})).status).toBe(404);
  expect(
    (await officer.post('/api/count/indicators.reportSubmitted', { title: 'x', on: 'y', figures: [] })).status,
  ).toBe(400);
});
