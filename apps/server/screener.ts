import { randomFillSync, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '#kernel/ledger/chain.ts';
import { dayAt } from '#kernel/pure/day.ts';
import { uuid7 } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { place } from '#kernel/server/files.ts';
import { discreetly, type House } from '#kernel/server/http.ts';
import { readerOf } from '#kernel/server/reading.ts';
import type { LayerInUse } from '#programme/plots/layersInUse.ts';
import type { Screening } from '#programme/plots/screeningEngine.ts';
import { PlotScreened } from '#programme/plots/screeningFacts.ts';
import { pendingScreenings, plotsToScreen } from '#programme/plots/screeningPending.ts';
import type { ScreeningState } from '#programme/plots/screeningState.ts';
import type { ScreeningTask } from './screeningWork.ts';
import { Thread } from './thread.ts';

const nothing: ScreeningState = {
  running: false,
  done: 0,
  of: 0,
  recorded: 0,
  unusable: 0,
  beyond: 0,
  ended: null,
  refusals: [],
};
/** So many plots are laid on the layers and recorded together; a run that is cut off loses none of what came before. */
const chunk = 250;
const everyMs = 10_000;
const patienceMs = 600_000;
/** After these something may have to be screened. */
const calling = ['plots.layerBrought', 'plots.layerRetired', 'plots.screeningRuleSet', 'plots.boundaryMapped'];

/** Where a layer waits until a fact names it; what nobody names is thrown away after a week. */
export const waitingLayer = (uploads: string, programme: string, hash: string): string =>
  join(uploads, `${programme}.layer.${hash}`);

/**
 * Screens what has to be screened: when somebody asks, and when a layer, a rule or a boundary has arrived. One run at a
 * time. What was done before the server stopped is not done again, since the log knows it.
 */
export class Screener {
  readonly thread: Thread<ScreeningTask>;
  private readonly house: House;
  private readonly states = new Map<string, ScreeningState>();
  private readonly seen = new Map<string, number>();
  private last: Promise<unknown> = Promise.resolve();
  private closed = false;
  private readonly timer: NodeJS.Timeout;

  constructor(house: House) {
    this.house = house;
    this.thread = new Thread(new URL('./screeningWorker.mjs', import.meta.url), patienceMs);
    this.timer = setInterval(() => void this.look().catch(() => undefined), everyMs).unref();
  }

  stateOf(programme: string): ScreeningState {
    return this.states.get(programme) ?? nothing;
  }

  /** Begins a run, by somebody or by itself (`null`); answers when it has ended. */
  run(programme: string, staff: string | null, only?: readonly string[]): Promise<void> {
    if (!this.stateOf(programme).running) this.tell(programme, { ...nothing, running: true });
    const mine = this.last.then(() => this.screen(programme, staff, only));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  /** Looks into the logs for what may ask for a screening; the first time, at the start, into all of them. */
  async look(): Promise<void> {
    const { rows } = await this.house.ledger.pool.query(
      `select h.programme, h.number::float8 as number from ledger_head h
       where exists (select 1 from plots_layer l where l.programme = h.programme and not l.void)`,
    );
    for (const { programme, number } of rows) {
      const before = this.seen.get(programme);
      if (before === number || this.closed) continue;
      const calls =
        before === undefined ||
        (
          await this.house.ledger.pool.query(
            'select 1 from ledger_fact where programme = $1 and number > $2 and kind = any ($3) limit 1',
            [programme, before, [...calling, 'ledger.voided', 'plots.boundaryReviewed']],
          )
        ).rows.length > 0;
      this.seen.set(programme, number);
      if (calls && !this.stateOf(programme).running) await this.run(programme, null);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.thread.close();
    await this.last;
  }

  private tell(programme: string, state: Partial<ScreeningState>): void {
    this.states.set(programme, { ...this.stateOf(programme), ...state });
  }

  private async screen(programme: string, staff: string | null, only?: readonly string[]): Promise<void> {
    this.tell(programme, { ...nothing, running: true });
    try {
      const db = readerOf(this.house.ledger.pool, programme);
      const day = dayAt(new Date().toISOString());
      const { layers, rule, plots, beyond } = await pendingScreenings(db, programme, day, only);
      this.tell(programme, { of: plots.length, beyond });
      const files = plots.length > 0 ? await this.filesOf(programme, layers) : [];
      const write = this.writer(programme, staff, day);
      for (let at = 0; at < plots.length && !this.closed; at += chunk) {
        const some = await plotsToScreen(db, programme, plots.slice(at, at + chunk));
        const found = (await this.thread.run({
          what: 'screen',
          layers: files,
          plots: some,
          rule,
        })) as (Screening | null)[];
        const usable = found.filter((one) => one !== null);
        const recorded = await write(usable);
        const { done, recorded: before, unusable } = this.stateOf(programme);
        this.tell(programme, {
          done: done + some.length,
          recorded: before + recorded,
          unusable: unusable + found.length - usable.length,
        });
      }
    } catch (error) {
      const known = error instanceof Refused ? error.refusals : [refuse('plots.screening-failed')];
      if (!(error instanceof Refused) && !this.closed) console.error(JSON.stringify(discreetly(error)));
      this.tell(programme, { refusals: known });
    } finally {
      this.tell(programme, { running: false, ended: new Date().toISOString() });
    }
  }

  /** Writes verdicts as facts of a device of its own; answers how many were new. */
  private writer(
    programme: string,
    staff: string | null,
    on: string,
  ): (found: readonly Screening[]) => Promise<number> {
    const random: Pen['random'] = (bytes) => randomFillSync(bytes);
    const run = uuid7(Date.now(), random);
    const head = { programme, author: staff ?? programme, device: randomUUID(), hash: sha256 };
    const pen: Pen = { ...head, random, now: Date.now, seq: 0, prevHash: null };
    return async (found) => {
      if (found.length === 0) return 0;
      const facts = found.map((one) => makeFact(pen, PlotScreened, { ...one, run, on }));
      const receipts = await this.house.ledger.record(programme, facts, { staff });
      return receipts.filter(({ outcome }) => outcome === 'accepted' || outcome === 'flagged').length;
    };
  }

  /** The files of the layers; one that was only uploaded until now is kept for good, since a fact names it. */
  private async filesOf(programme: string, layers: readonly LayerInUse[]): Promise<(LayerInUse & { file: string })[]> {
    const { files } = this.house;
    const out = [];
    for (const layer of layers) {
      const file = files.path(programme, layer.sha256);
      const waiting = waitingLayer(files.uploads, programme, layer.sha256);
      if (!existsSync(file)) {
        if (!existsSync(waiting)) throw new Refused([refuse('plots.layer-missing', { layer: layer.name })]);
        await place(waiting, file);
      }
      out.push({ ...layer, file });
    }
    return out;
  }
}
