import { seeded } from '#kernel/pure/ids.ts';

/** A season of lot events for another program: receipts, fermentation, drying, blends, splits and shipments that all hold. */
export function lotEvents(count: number): string[] {
  const chance = seeded(11);
  const lines: string[] = [];
  const held = new Map<string, number>();
  const add = (event: Record<string, unknown>) => lines.push(JSON.stringify({ ...event, id: `E${lines.length}` }));
  const kg = (grams: number) => grams / 1000;
  let lots = 0;
  const made = (grams: number): string => {
    const lot = `L${lots++}`;
    held.set(lot, grams);
    return lot;
  };
  /** Some lots with something left, each by its grams; they are drawn empty. */
  const draws = (most: number) => {
    const open = [...held.keys()].slice(0, most);
    const inputs = open.map((lot) => ({ lot, kg: kg(held.get(lot) ?? 0) }));
    const sum = open.reduce((all, lot) => all + (held.get(lot) ?? 0), 0);
    for (const lot of open) held.delete(lot);
    return { inputs, sum };
  };
  while (lines.length < count) {
    const receipts = 12 + chance.int(12);
    const code = `L${lots}`;
    let grams = 0;
    for (let i = 0; i < receipts; i += 1) {
      const weight = 20_000 + chance.int(180_000);
      grams += weight;
      add({ type: 'receive', lot: code, kg: kg(weight), plot: `P${chance.int(3_000)}` });
    }
    made(grams);
    if (held.size < 6) continue;
    const { inputs, sum } = draws(4);
    const loss = Math.floor(sum * 0.6);
    const dry = made(sum - loss);
    add({ type: 'transform', inputs, outputs: [{ lot: dry, kg: kg(sum - loss) }], loss_kg: kg(loss) });
    const half = Math.floor((sum - loss) / 2);
    held.set(dry, sum - loss - half);
    const apart = made(half);
    add({ type: 'split', inputs: [{ lot: dry, kg: kg(half) }], outputs: [{ lot: apart, kg: kg(half) }] });
    if (chance.chance(0.3)) {
      const whole = draws(2);
      add({ type: 'ship', shipment: `S${lots}`, inputs: whole.inputs });
    }
  }
  return lines.slice(0, count);
}
