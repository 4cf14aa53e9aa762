import { parentPort } from 'node:worker_threads';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { LayerInUse } from '#programme/plots/layersInUse.ts';
import { examineLayer, type OpenLayer, openLayer } from '#programme/plots/layersOpening.ts';
import { type Ground, type PlotToScreen, type Screening, screenPlot } from '#programme/plots/screeningEngine.ts';
import type { GroundKind } from '#programme/plots/screeningFacts.ts';
import type { ScreeningRule } from '#programme/plots/screeningRules.ts';
import type { Done, Task } from './thread.ts';

/* The screening's own thread: layers of hundreds of megabytes are read here, and nobody at a scale waits for them. */

export type ScreeningTask =
  | { readonly what: 'examine'; readonly kind: GroundKind; readonly file: string; readonly fileName: string }
  | {
      readonly what: 'screen';
      readonly layers: readonly (LayerInUse & { readonly file: string })[];
      readonly plots: readonly PlotToScreen[];
      readonly rule: ScreeningRule;
    };

/** Layers stay open between chunks; a file never changes under its hash. */
let opened: { readonly key: string; readonly open: Map<string, OpenLayer> } = { key: '', open: new Map() };

async function groundOf(layers: readonly (LayerInUse & { readonly file: string })[]): Promise<Ground> {
  const key = layers.map(({ id }) => id).join(' ');
  if (opened.key !== key) {
    const open = new Map<string, OpenLayer>();
    for (const { id, kind, file, fileName } of layers)
      open.set(id, opened.open.get(id) ?? (await openLayer(kind, file, fileName)));
    opened = { key, open };
  }
  return { layers, open: opened.open };
}

async function work(task: ScreeningTask): Promise<unknown> {
  if (task.what === 'examine') return examineLayer(task.kind, task.file, task.fileName);
  const ground = await groundOf(task.layers);
  const out: (Screening | null)[] = [];
  for (const plot of task.plots) out.push(await screenPlot(plot, ground, task.rule));
  return out;
}

parentPort?.on('message', async (task: Task<ScreeningTask>) => {
  const { number } = task;
  try {
    parentPort?.postMessage({ number, answer: await work(task) } satisfies Done);
  } catch (error) {
    const refusals = error instanceof Refused ? error.refusals : [refuse('tool.failed')];
    parentPort?.postMessage({ number, refusals } satisfies Done);
  }
});
