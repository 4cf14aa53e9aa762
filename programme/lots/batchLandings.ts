import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import type { Made } from './drawing.ts';
import { BatchRead, BatchStarted } from './storeFacts.ts';
import { batchTable, readingTable } from './storeTables.ts';
import { lotTable } from './tables.ts';

/** Below this a box does not get hot (domain 7). */
const leastToHeat = 50_000;
/** Tenths of a degree: hot enough to kill the seed, and too hot (domain 7). */
const hotEnough = 450;
const tooHot = 520;

export const batchLandings: readonly Landing[] = [
  on(BatchStarted, {
    needs: (f) => f.body.inputs.map(({ lot }) => rowOf(lotTable, lot)),
    flags: (f, rows) => {
      const { inputs, process } = f.body;
      const lots = inputs.map(({ lot, grams }) => ({ row: rows.need(lotTable, lot), grams }));
      const out: Refusal[] = [];
      const over = lots.find(({ row, grams }) => grams > row.balance);
      if (over) out.push(refuse('lots.batch-over', { code: over.row.code }, 'body.inputs'));
      if (process === 'fermentation' && lots.some(({ row }) => row.state !== 'wet'))
        out.push(refuse('lots.batch-state', {}, 'body.inputs'));
      if (process === 'fermentation' && sum(inputs) < leastToHeat)
        out.push(refuse('lots.batch-small', { grams: sum(inputs) }, 'body.inputs'));
      return out;
    },
    apply: (f, rows) => {
      const { centre, code, process, method, place, inputs, at } = f.body;
      rows.add(batchTable, {
        ...{ programme: f.programme, id: f.id, code, centre, process, method, place },
        ...{ inputs: inputs.map(({ lot, grams }) => ({ lot, grams })), grams: sum(inputs) },
        ...{ readings: 0, turns: 0, last_turn: null, temperature: null, hottest: null, moisture: null },
        ...{ lot: null, closed_on: null, at: at ?? null, void: false, on_day: f.body.on },
      });
    },
    undo: (f, rows) => rows.change(batchTable, f.id, { void: true }),
  }),

  on(BatchRead, {
    needs: (f) => [rowOf(batchTable, f.body.batch), rowsWhere(readingTable, 'batch', f.body.batch)],
    flags: (f, rows) => {
      const batch = rows.need(batchTable, f.body.batch);
      const out: Refusal[] = [];
      if (batch.closed_on !== null && f.body.on > batch.closed_on)
        out.push(refuse('lots.batch-closed', { code: batch.code }));
      if (f.body.on < batch.on_day) out.push(refuse('lots.batch-before', { on: batch.on_day }, 'body.on'));
      if ((f.body.temperature ?? 0) > tooHot)
        out.push(refuse('lots.too-hot', degrees(f.body.temperature ?? 0), 'body.temperature'));
      return out;
    },
    apply: (f, rows) => {
      const { batch, at, turned, temperature, moisture, place, note, on: on_day } = f.body;
      const { programme, id } = f;
      rows.add(readingTable, {
        ...{ programme, id, batch, at, turned, void: false, on_day, place: place ?? null, note: note ?? null },
        ...{ temperature: temperature ?? null, moisture: moisture ?? null },
      });
      tellBatch(batch, rows);
    },
    undo: (f, rows) => {
      rows.change(readingTable, f.id, { void: true });
      tellBatch(f.body.batch, rows);
    },
  }),
];

/** What was read of a batch comes to this, in whatever order the readings arrived. */
function tellBatch(id: string, rows: Rows): void {
  const started = rows.fact<Landed<{ place: string }>>(id);
  const readings = rows
    .where(readingTable, 'batch', id)
    .filter((reading) => !reading.void)
    .sort((a, b) => (moment(a) + a.id < moment(b) + b.id ? -1 : 1));
  const latest = <T>(of: (reading: (typeof readings)[number]) => T | null): T | null =>
    readings.reduce<T | null>((found, reading) => of(reading) ?? found, null);
  const turned = readings.filter((reading) => reading.turned);
  const warm = readings.flatMap((reading) => reading.temperature ?? []);
  const last = turned.at(-1);
  rows.change(batchTable, id, {
    readings: readings.length,
    turns: turned.length,
    last_turn: last ? moment(last) : null,
    temperature: latest((reading) => reading.temperature),
    hottest: warm.length > 0 ? Math.max(...warm) : null,
    moisture: latest((reading) => reading.moisture),
    place: latest((reading) => reading.place) ?? started.body.place,
  });
}

const moment = (of: { on_day: string; at: string }): string => `${of.on_day} ${of.at}`;
const degrees = (tenths: number) => ({ degrees: tenths / 10 });
const sum = (inputs: readonly { grams: number }[]): number => inputs.reduce((all, { grams }) => all + grams, 0);

/** What a lot says against the box or bed that it came out of. */
export function doubtsOfBatch(f: Made, rows: Rows): Refusal[] {
  if (f.body.batch === undefined) return [];
  const batch = rows.need(batchTable, f.body.batch);
  const out: Refusal[] = [];
  if (batch.void || (batch.lot !== null && batch.lot !== f.corrects))
    out.push(refuse('lots.batch-closed', { code: batch.code }, 'body.batch'));
  if (batch.process !== f.body.process) out.push(refuse('lots.batch-other', { code: batch.code }, 'body.process'));
  const lots = (of: readonly { lot: string }[]) => [...new Set(of.map(({ lot }) => lot))].sort().join();
  if (lots(batch.inputs) !== lots(f.body.inputs))
    out.push(refuse('lots.batch-inputs', { code: batch.code }, 'body.inputs'));
  if (batch.process !== 'fermentation' || batch.readings === 0) return out;
  if (batch.hottest !== null && batch.hottest < hotEnough) out.push(refuse('lots.never-hot', degrees(batch.hottest)));
  if (batch.turns === 0) out.push(refuse('lots.never-turned', {}));
  return out;
}

/** The box or bed is empty again, or was never emptied. */
export function closeBatch(f: Made, rows: Rows, closed: boolean): void {
  if (f.body.batch === undefined) return;
  const batch = rows.need(batchTable, f.body.batch);
  if (closed && batch.lot === null) rows.change(batchTable, batch.id, { lot: f.id, closed_on: f.body.on });
  if (!closed && batch.lot === f.id) rows.change(batchTable, batch.id, { lot: null, closed_on: null });
}
