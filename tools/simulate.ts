import { parseArgs } from 'node:util';
import { simulate, sizeOf, type Told } from '#kernel/sync/simulate/simulate.ts';

/** `npm run simulate -- --seeds N --from S`: histories of phones and a server, in memory, each from its seed. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    short: { type: 'boolean', default: false },
    steps: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const [seeds, from] = [Number(values.seeds), Number(values.from)];
if (!Number.isSafeInteger(seeds) || !Number.isSafeInteger(from) || seeds < 1) {
  console.error('npm run simulate -- [--seeds 1000] [--from 1] [--short] [--steps] [--json]');
  process.exit(2);
}

const began = performance.now();
const failed: Told[] = [];
let facts = 0;
for (let seed = from; seed < from + seeds; seed += 1) {
  const told = await simulate(seed, sizeOf(seed, values.short));
  facts += told.facts;
  if (told.broke.length > 0) failed.push(told);
  if (values.steps) console.log(`${seed}: ${told.size.phones} phones: ${told.steps.join(' ')}`);
}
const seconds = Math.round((performance.now() - began) / 100) / 10;
const again = ({ seed }: Told) => `npm run simulate -- --seeds 1 --from ${seed}${values.short ? ' --short' : ''}`;
if (values.json)
  console.log(JSON.stringify({ seeds, from, facts, seconds, failed: failed.map((f) => ({ ...f, again: again(f) })) }));
else {
  for (const told of failed.slice(0, 10)) console.error(`${again(told)}\n  ${told.broke.slice(0, 5).join('\n  ')}`);
  console.log(
    `${seeds} histories, ${facts} facts, ${seconds} s: ${failed.length === 0 ? 'all hold' : `${failed.length} broke`}`,
  );
}
process.exitCode = failed.length > 0 ? 1 : 0;
