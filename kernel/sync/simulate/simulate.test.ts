import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '#kernel/server/testDatabase.ts';
import { mutants } from './mutants.ts';
import { postgresBacking } from './postgresBacking.ts';
import { simulate, sizeOf } from './simulate.ts';
import type { Tampering } from './world.ts';

/** What broke first, with the line that tells it again. */
async function broken(
  seeds: Iterable<number>,
  short: boolean,
  open?: Parameters<typeof simulate>[3],
): Promise<string[]> {
  for (const seed of seeds) {
    const { broke } = await simulate(seed, sizeOf(seed, short), {}, open);
    if (broke.length > 0) return [`npm run simulate -- --seeds 1 --from ${seed}${short ? ' --short' : ''}`, ...broke];
  }
  return [];
}
const from = (first: number, n: number) => Array.from({ length: n }, (_, i) => first + i);

// `npm run simulate -- --short --seeds 50000` is the long form, for a release.
test('short histories hold', async () => {
  expect(await broken(from(1, 10_000), true)).toEqual([]);
}, 120_000);

test('long histories of up to twenty phones hold', async () => {
  expect(await broken(from(1_000_000, 120), false)).toEqual([]);
}, 120_000);

test('the same seed tells the same', async () => {
  expect(await simulate(7, sizeOf(7, false))).toEqual(await simulate(7, sizeOf(7, false)));
});

test('histories hold on the shipped store of the server, on PostgreSQL', async () => {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'minka-simulated-'));
  try {
    const open = (of: Parameters<typeof postgresBacking>[1]) => postgresBacking(database.pool, of, folder);
    expect(await broken(from(1, 25), true, open)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
    await database.close();
  }
}, 120_000);

/**
 * Tests of the test: what ships, with one decision taken away, is found out. Most within a dozen histories; three need
 * what comes together once in some hundred; they are told from shortly before (from seed 1, they were found at 62, 222 and 477).
 */
const begins: Readonly<Record<string, number>> = {
  'scope list not shrunk in one write with its documents': 210,
  'the log is not asked for': 465,
  'epoch not raised, digest and log off': 50,
};

test.each(mutants.map((mutant) => [mutant.name, mutant.tampering] as const))(
  'found out: %s',
  async (name, tampering) => {
    expect(await foundOut(tampering, begins[name] ?? 1)).not.toBeNull();
  },
  120_000,
);

async function foundOut(tampering: () => Tampering, first: number): Promise<number | null> {
  for (const seed of from(first, 60)) {
    const { broke } = await simulate(seed, { phones: 4, steps: 60 }, tampering());
    if (broke.length > 0) return seed;
  }
  return null;
}
