import type { OpenHouse } from '#apps/server/house.ts';
import { seeded, uuid7 } from '#kernel/pure/ids.ts';
import { Replay } from '#programme/lots/replay.ts';
import type { Bench, BenchOptions, Measured } from './bench.ts';
import { round, timed } from './bench.ts';
import { lotEvents } from './lotsEvents.ts';
import { fillLots } from './lotsFilled.ts';
import { inHouse, inTemporary } from './places.ts';
import { purchasesPerSecond } from './purchases.ts';
import { traceBeside } from './trace.ts';

const limits = { ratio: 1.5, backP95Ms: 50, forwardP95Ms: 50, replayMs: 3000, purchasesPerSecond: 500 };

export const lotsBench: Bench = {
  name: 'lots',
  about:
    '1,000,000 receipts, 20,000 lots, 500 shipments: trace beside the bare recursive query; replay of 8,000 events; purchases through the API',
  run: (options) => inTemporary((directory) => run(`${directory}/traced`, `${directory}/bought`, options)),
};

async function run(traced: string, bought: string, { note }: BenchOptions): Promise<Measured> {
  const chance = seeded(5);
  const programme = uuid7(Date.now(), chance.bytes);
  const trace = await inHouse(traced, async (house: OpenHouse) => {
    await house.ledger.found(programme, 'LOTS');
    note('fills the tables with a million receipts');
    const { shipments, plots } = await fillLots(house.ledger.pool, programme);
    note('traces');
    return traceBeside(house, programme, shipments, plots);
  });
  const lines = lotEvents(8_000);
  const { ms } = await timed(async () => {
    const replay = new Replay();
    for (const line of lines) replay.take(line);
    const refused = replay.result().events.filter(({ outcome }) => outcome !== 'ok').length;
    if (refused > 0) throw new Error(`${refused} of the bench's own events were refused`);
  });
  note('buys at eight scales');
  const purchases = await purchasesPerSecond(bought);
  const replayMs = round(ms);
  const pass =
    trace.ratio <= limits.ratio &&
    trace.back.ours.p95 < limits.backP95Ms &&
    trace.forward.ours.p95 < limits.forwardP95Ms &&
    replayMs < limits.replayMs &&
    purchases.perSecond >= limits.purchasesPerSecond;
  return {
    ratio: trace.ratio,
    limits,
    figures: { ...trace, replay: { events: lines.length, ms: replayMs }, purchases },
    pass,
  };
}
