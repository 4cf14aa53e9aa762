import type { EdgeRow, History, LotRow, NeutralEvent, Weighed } from './exchange.ts';

/**
 * The history as events that replay: a lot comes in, is made and is found to hold more before anything is drawn from it,
 * and is found to hold less after. That is how the programme reckons shares too (of everything that ever went into the
 * lot), so a replay gives the same balances, kilos and origins. Codes that two lots carry get the end of their ids.
 */
export function inOrder({ lots, receipts, edges, counts, shipments }: History): NeutralEvent[] {
  const named = namesOf([...lots, ...shipments]);
  const name = (id: string) => named.get(id) ?? id;
  const parts = (of: readonly EdgeRow[]): Weighed[] => of.map((e) => ({ lot: name(e.source), kg: kg(e.grams) }));
  const drawnEdges = edges.filter((edge) => edge.grams > 0);
  const [receiptsOf, drawnBy, countsOf] = [by(receipts, 'lot'), by(drawnEdges, 'target'), by(counts, 'lot')];
  // Lots that may be inside because of where the beans lay: origins, and no grams.
  const besides = by(
    edges.filter((edge) => edge.grams === 0),
    'target',
  );
  const alsoIn = (target: string) => {
    const also = (besides.get(target) ?? []).map(({ source }) => name(source)).sort();
    return also.length > 0 ? { also } : {};
  };
  const gone = new Map<string, number>();
  for (const { source, grams } of edges) gone.set(source, (gone.get(source) ?? 0) + grams);
  const events: NeutralEvent[] = [];
  const lotOf = new Map(lots.map((lot) => [lot.id, lot]));
  for (const lot of madeBefore(lots, edges)) {
    const place = { place: lot.place, state: lot.state };
    const drawn = drawnBy.get(lot.id) ?? [];
    const came = receiptsOf.get(lot.id) ?? [];
    for (const { id, plot, grams, on } of came)
      events.push({ type: 'receive', id, on, ...place, lot: name(lot.id), kg: kg(grams), plot });
    // Of a lot that was taken back only what left it remains, and nobody knows whence.
    const made = lot.void ? { ...lot, grams: gone.get(lot.id) ?? 0 } : lot;
    events.push(...making(made, lot.void ? [] : drawn, came.length > 0, parts(drawn), name(lot.id), alsoIn(lot.id)));
    for (const count of (countsOf.get(lot.id) ?? []).filter(({ delta }) => delta > 0)) events.push(told(count, lot));
  }
  for (const { id, code: _, container, on, place } of shipments) {
    const inputs = parts(drawnBy.get(id) ?? []);
    events.push({ type: 'ship', id, on, place, shipment: name(id), inputs, container, ...alsoIn(id) });
  }
  for (const count of counts.filter(({ delta }) => delta < 0)) {
    const lot = lotOf.get(count.lot);
    if (lot) events.push(told(count, lot));
  }
  return events;

  function told({ id, delta, reason, same, on }: History['counts'][number], lot: LotRow): NeutralEvent {
    const adjusted = { id, on, place: lot.place, lot: name(lot.id), delta_kg: kg(delta), reason };
    return { type: 'adjust', ...adjusted, ...(same ? { origin: 'same_lot' as const } : {}) };
  }
}

/** What made a lot of others; a lot of no receipts and no other lots came from nowhere that is known. */
function making(
  lot: LotRow,
  drawn: readonly EdgeRow[],
  came: boolean,
  inputs: Weighed[],
  code: string,
  also: { readonly also?: readonly string[] },
): NeutralEvent[] {
  const { id, on, place, state, process, grams: out } = lot;
  if (drawn.length === 0) {
    return came || out === 0 ? [] : [{ type: 'receive', id, on, place, state, lot: code, kg: kg(out), plot: null }];
  }
  const into = drawn.reduce((sum, { grams }) => sum + grams, 0);
  const outputs = [{ lot: code, kg: kg(Math.min(out, into)) }];
  const type =
    into > out ? 'transform' : process === 'blending' ? 'aggregate' : process === 'splitting' ? 'split' : 'transform';
  const made: NeutralEvent = {
    type,
    id,
    on,
    place,
    process,
    state,
    inputs,
    outputs,
    loss_kg: kg(Math.max(0, into - out)),
    ...also,
  };
  if (out <= into) return [made];
  // More out than in was flagged when it was recorded; for others it is a count that found more of the same.
  const more = { delta_kg: kg(out - into), reason: 'more out than in', origin: 'same_lot' } as const;
  return [made, { type: 'adjust', id: `${id}+`, on, place, lot: code, ...more }];
}

/** Lots so that whatever one was made of stands before it. */
function madeBefore(lots: readonly LotRow[], edges: readonly EdgeRow[]): LotRow[] {
  const sources = by(edges, 'target');
  const lotOf = new Map(lots.map((lot) => [lot.id, lot]));
  const done = new Set<string>();
  const out: LotRow[] = [];
  for (const lot of lots) {
    const open = [lot.id];
    for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
      const waits = (sources.get(id) ?? []).filter((e) => lotOf.has(e.source) && !done.has(e.source));
      if (waits.length > 0 && !done.has(id)) open.push(...waits.map((e) => e.source));
      else {
        open.pop();
        const ready = lotOf.get(id);
        if (ready && !done.has(id)) out.push(ready);
        done.add(id);
      }
    }
  }
  return out;
}

function namesOf(things: readonly { readonly id: string; readonly code: string }[]): Map<string, string> {
  const times = new Map<string, number>();
  for (const { code } of things) times.set(code, (times.get(code) ?? 0) + 1);
  return new Map(things.map(({ id, code }) => [id, times.get(code) === 1 ? code : `${code}~${id.slice(-8)}`]));
}

function by<K extends string, T extends Readonly<Record<K, string>>>(rows: readonly T[], key: K): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const row of rows) out.set(row[key], [...(out.get(row[key]) ?? []), row]);
  return out;
}

const kg = (grams: number): number => grams / 1000;
