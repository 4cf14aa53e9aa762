import { type Finding, hits, type Source } from './sources.ts';

const pure = /^kernel\/pure\/|^programme\/[^/]+\/(?:facts|rules|words|accounts|[a-zA-Z]+Words)\.ts$/;
const chance = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/;

/** Time and chance come into pure files as arguments, so that a replay years later gives the same answer. */
export function pureClock(files: readonly Source[]): Finding {
  const asked = files.filter((file) => pure.test(file.path) && !file.path.endsWith('.test.ts'));
  return { complaints: asked.flatMap((file) => hits(file, chance)) };
}
