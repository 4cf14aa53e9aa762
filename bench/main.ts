import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { askResultsBench } from './askResults.ts';
import type { Bench } from './bench.ts';
import { bulkBench } from './bulk.ts';
import { exportBench } from './export.ts';
import { feedBench } from './feed.ts';
import { landBench } from './land.ts';
import { lotsBench } from './lots.ts';
import { memoryBench } from './memory.ts';
import { phoneBench } from './phone.ts';
import { recordBench } from './record.ts';
import { startBench } from './start.ts';
import { traceBench } from './trace.ts';

const benches: readonly Bench[] = [
  recordBench,
  bulkBench,
  feedBench,
  exportBench,
  askResultsBench,
  traceBench,
  landBench,
  lotsBench,
  phoneBench,
  startBench,
  memoryBench,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, full: { type: 'boolean' }, data: { type: 'string' }, all: { type: 'boolean' } },
});

const wanted = values.all ? benches : benches.filter((b) => positionals.includes(b.name));
if (wanted.length === 0 || positionals.some((name) => !benches.some((b) => b.name === name))) {
  for (const { name, about } of benches) process.stdout.write(`${name.padEnd(12)} ${about}\n`);
  process.exitCode = positionals.length > 0 ? 2 : 0;
}
for (const bench of wanted) {
  const note = (text: string) => process.stderr.write(`${bench.name}: ${text}\n`);
  const measured = await bench.run({ full: values.full ?? false, data: values.data ?? null, note });
  const load = loadavg().map((n) => Number(n.toFixed(2)));
  const answer = { name: bench.name, ...measured, machine: { node: process.version, load } };
  process.stdout.write(`${JSON.stringify(answer, null, values.json ? 0 : 2)}\n`);
  if (!measured.pass) process.exitCode = 1;
}
