import { seeded } from '#kernel/pure/ids.ts';
import { type Backing, memoryBacking, type Place, place } from './backing.ts';
import { History } from './history.ts';
import { whatBroke } from './holding.ts';
import { type Tampering, World } from './world.ts';

export interface Size {
  readonly phones: number;
  readonly steps: number;
}

export interface Told {
  readonly seed: number;
  readonly size: Size;
  readonly broke: readonly string[];
  /** What happened, step by step. */
  readonly steps: readonly string[];
  readonly facts: number;
}

const startMs = Date.UTC(2020, 2, 2);
const mostPhones = 20;
const smallest: Size = { phones: 3, steps: 20 };
let simulated: Place | null = null;

/** The place of all simulations: always the same, so that it is founded once. */
export function simulatedPlace(): Place {
  simulated ??= place(mostPhones);
  return simulated;
}

/** How large the history of a seed is: 3–20 phones and 20–200 steps, or always the smallest. */
export function sizeOf(seed: number, short: boolean): Size {
  if (short) return smallest;
  const chance = seeded(seed ^ 0x5eed);
  return { phones: 3 + chance.int(mostPhones - 2), steps: 20 + chance.int(181) };
}

/** Tells the history of one seed. The same seed and size always tell the same. */
export async function simulate(
  seed: number,
  size: Size,
  tampering: Tampering = {},
  open: (of: Place, now: () => number) => Promise<Backing> = memoryBacking,
): Promise<Told> {
  const of = simulatedPlace();
  const time = { ms: startMs };
  const backing = await open(of, () => time.ms);
  const history = new History(new World(of, backing, seeded(seed), time, tampering), size.phones);
  try {
    for (let step = 0; step < size.steps; step += 1) await history.step();
    const ends = (await history.settles()).filter((end) => end !== 'done').map((end) => `a contact ended with ${end}`);
    const broke = [...ends, ...(await whatBroke(history))];
    return { seed, size, broke, steps: history.told, facts: history.saved.size };
  } catch (error) {
    return {
      seed,
      size,
      broke: [String((error as Error).stack ?? error)],
      steps: history.told,
      facts: history.saved.size,
    };
  } finally {
    await backing.close();
  }
}
