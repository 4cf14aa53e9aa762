import { type Landing, on } from '#kernel/ledger/landing.ts';
import { rowOf } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { PlantsLost, PlantsReady, StageReached } from './facts.ts';
import { isBackwards, lossSplit, lowTake, stageLoss, survivalPpm } from './rules.ts';
import { batchTable, countTable, lossTable, readyTable } from './tables.ts';

const stageReached = on(StageReached, {
  needs: (f) => [rowOf(batchTable, f.body.batch)],
  flags: (f, rows) => {
    const batch = rows.need(batchTable, f.body.batch);
    const flags: Refusal[] = [];
    if (f.body.alive > batch.alive) {
      flags.push(refuse('nursery.more-than-before', { counted: f.body.alive, book: batch.alive }, 'alive'));
    }
    if (isBackwards(f.body.stage, batch.stage)) {
      flags.push(refuse('nursery.stage-backwards', { stage: f.body.stage, reached: batch.stage }, 'stage'));
    }
    const take = survivalPpm(batch.alive, f.body.alive);
    if (f.body.stage === 'taken' && take !== null && take < lowTake) {
      flags.push(refuse('nursery.low-take', { percent: Math.floor(take / 10_000) }, 'alive'));
    }
    return flags;
  },
  apply: (f, rows) => {
    const batch = rows.need(batchTable, f.body.batch);
    const lost = stageLoss(batch.alive, f.body.alive);
    const stage = isBackwards(f.body.stage, batch.stage) ? batch.stage : f.body.stage;
    rows.change(batchTable, batch.id, { stage, alive: batch.alive - lost, lost: batch.lost + lost });
    rows.add(countTable, {
      programme: f.programme,
      id: f.id,
      batch: batch.id,
      nursery: batch.nursery,
      stage: f.body.stage,
      stage_before: batch.stage,
      expected: batch.alive,
      counted: f.body.alive,
      on_day: f.body.on,
      void: false,
    });
    if (lost === 0) return;
    rows.add(lossTable, {
      programme: f.programme,
      id: f.id,
      batch: batch.id,
      nursery: batch.nursery,
      clone: batch.clone,
      stage: f.body.stage,
      cause: f.body.cause,
      plants: lost,
      from_ready: 0,
      on_day: f.body.on,
      void: false,
    });
  },
  undo: (f, rows) => {
    const count = rows.need(countTable, f.id);
    const batch = rows.need(batchTable, count.batch);
    const lost = stageLoss(count.expected, count.counted);
    const stage = batch.stage === count.stage ? count.stage_before : batch.stage;
    rows.change(batchTable, batch.id, { stage, alive: batch.alive + lost, lost: batch.lost - lost });
    rows.change(countTable, f.id, { void: true });
    if (lost > 0) rows.change(lossTable, f.id, { void: true });
  },
});

const plantsLost = on(PlantsLost, {
  needs: (f) => [rowOf(batchTable, f.body.batch)],
  flags: (f, rows) => {
    const { alive, ready } = rows.need(batchTable, f.body.batch);
    return f.body.plants > alive + ready
      ? [refuse('nursery.lost-more-than-alive', { lost: f.body.plants, alive: alive + ready }, 'plants')]
      : [];
  },
  apply: (f, rows) => {
    const batch = rows.need(batchTable, f.body.batch);
    const from = lossSplit(f.body.plants, batch.alive, batch.ready);
    rows.change(batchTable, batch.id, {
      alive: batch.alive - from.bench,
      ready: batch.ready - from.ready,
      lost: batch.lost + f.body.plants,
    });
    rows.add(lossTable, {
      programme: f.programme,
      id: f.id,
      batch: batch.id,
      nursery: batch.nursery,
      clone: batch.clone,
      stage: batch.stage,
      cause: f.body.cause,
      plants: f.body.plants,
      from_ready: from.ready,
      on_day: f.body.on,
      void: false,
    });
  },
  undo: (f, rows) => {
    const loss = rows.need(lossTable, f.id);
    const batch = rows.need(batchTable, loss.batch);
    rows.change(batchTable, batch.id, {
      alive: batch.alive + loss.plants - loss.from_ready,
      ready: batch.ready + loss.from_ready,
      lost: batch.lost - loss.plants,
    });
    rows.change(lossTable, f.id, { void: true });
  },
});

const plantsReady = on(PlantsReady, {
  needs: (f) => [rowOf(batchTable, f.body.batch)],
  flags: (f, rows) => {
    const batch = rows.need(batchTable, f.body.batch);
    return f.body.plants > batch.alive
      ? [refuse('nursery.ready-more-than-bench', { ready: f.body.plants, bench: batch.alive }, 'plants')]
      : [];
  },
  apply: (f, rows) => {
    const batch = rows.need(batchTable, f.body.batch);
    rows.change(batchTable, batch.id, {
      stage: 'ready',
      alive: batch.alive - f.body.plants,
      ready: batch.ready + f.body.plants,
      ready_on: batch.ready_on ?? f.body.on,
    });
    rows.add(readyTable, {
      programme: f.programme,
      id: f.id,
      batch: batch.id,
      nursery: batch.nursery,
      clone: batch.clone,
      plants: f.body.plants,
      stage_before: batch.stage,
      on_day: f.body.on,
      void: false,
    });
  },
  undo: (f, rows) => {
    const made = rows.need(readyTable, f.id);
    const batch = rows.need(batchTable, made.batch);
    const others = rows.where(readyTable, 'batch', batch.id).filter((row) => !row.void && row.id !== f.id);
    rows.change(batchTable, batch.id, {
      stage: others.length > 0 ? batch.stage : made.stage_before,
      alive: batch.alive + made.plants,
      ready: batch.ready - made.plants,
      ready_on: others.map((row) => row.on_day).sort()[0] ?? null,
    });
    rows.change(readyTable, f.id, { void: true });
  },
});

export const benchLandings: readonly Landing[] = [stageReached, plantsLost, plantsReady];
