import { parentPort } from 'node:worker_threads';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { readGeoFile } from '#kernel/server/geoFile.ts';
import { openGeos } from '#kernel/server/geos.ts';
import { Replay } from '#programme/lots/replay.ts';
import { checkFeatures, peruAtlas } from '#programme/plots/fileChecks.ts';
import { readLandPolicy } from '#programme/plots/landPolicy.ts';
import { plausibleCases } from '#programme/plots/plausibleCases.ts';
import { readTrack } from '#programme/plots/track.ts';
import { readFixes } from '#programme/plots/trackFile.ts';
import type { Done } from './thread.ts';

/* The tools' own thread: a file of 10,000 plots takes seconds, and nobody at a scale waits for them. */

export interface ToolTask {
  readonly number: number;
  readonly tool: ToolName;
  readonly bytes: Uint8Array;
  readonly accuracyM?: number | undefined;
}

export const toolNames = ['plots-check', 'plots-track', 'plots-plausible', 'lots-replay'] as const;
export type ToolName = (typeof toolNames)[number];

const tools: Readonly<Record<ToolName, (task: ToolTask) => Promise<unknown>>> = {
  'plots-check': async ({ bytes, accuracyM }) => {
    const { features } = await readGeoFile(bytes, 'body');
    return checkFeatures(features, { policy: readLandPolicy({}).policy, accuracyM });
  },
  'plots-track': async ({ bytes }) => {
    const geos = await openGeos();
    const { areaM2, ring, findings } = readTrack(readFixes(bytes), {
      mend: geos.mended,
      offshoreM: peruAtlas.offshoreM,
    });
    return { area_m2: Math.round(areaM2 * 100) / 100, ring, findings };
  },
  'plots-plausible': async ({ bytes }) => ({ cases: plausibleCases(jsonIn(bytes)) }),
  'lots-replay': async ({ bytes }) => {
    const replay = new Replay();
    for (const line of textOf(bytes).split('\n')) if (line.trim() !== '') replay.take(line);
    return replay.result();
  },
};

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    throw new Refused([refuse('geo.policy-unreadable')]);
  }
}

parentPort?.on('message', async (task: ToolTask) => {
  const { number } = task;
  try {
    parentPort?.postMessage({ number, answer: await tools[task.tool](task) } satisfies Done);
  } catch (error) {
    const refusals = error instanceof Refused ? error.refusals : [refuse('tool.failed')];
    parentPort?.postMessage({ number, refusals } satisfies Done);
  }
});
