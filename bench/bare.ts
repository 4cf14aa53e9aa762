import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/**
 * The bare peer of `record`: parse the JSON, insert the facts into one table, answer when they are durable. No rights, no
 * rules, no audit, no read tables. Run as a process of its own with the database as its argument.
 */
const pool = new pg.Pool({ ...(JSON.parse(process.argv[2] ?? '{}') as object), max: 10 });
pool.on('error', () => undefined);
await pool.query('create table if not exists bare_fact (id uuid primary key, body jsonb not null)');
const insert = {
  name: 'insert',
  text: `insert into bare_fact select (f->>'id')::uuid, f from jsonb_array_elements($1::jsonb) f on conflict do nothing`,
};

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', async () => {
    const { facts } = JSON.parse(Buffer.concat(parts).toString()) as { facts: { id: string }[] };
    await pool.query({ ...insert, values: [JSON.stringify(facts)] });
    const text = JSON.stringify({ receipts: facts.map(({ id }) => ({ id, outcome: 'accepted' })) });
    response.setHeader('content-type', 'application/json');
    response.end(text);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
