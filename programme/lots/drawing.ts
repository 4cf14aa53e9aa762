import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { daysBetween } from '#kernel/pure/day.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { centreTable } from '#programme/purchasing/tables.ts';
import { claimsOfInputs, claimsOfReceipts } from './claiming.ts';
import { isCertificate } from './claims.ts';
import type { LotMade } from './facts.ts';
import { counted, type Received } from './receiving.ts';
import { restate } from './replacing.ts';
import { asPutIn, knownPart, mixedMoisture } from './rules.ts';
import { batchTable } from './storeTables.ts';
import { edgeTable, lotReceiptTable, lotTable } from './tables.ts';
import { alsoInside } from './windows.ts';

export type Made = Landed<BodyOf<typeof LotMade>>;
/** Part of a lot. */
export type Input = { readonly lot: string; readonly grams: number };

export function receive(f: Received, rows: Rows): void {
  const { purchases } = counted(f, rows);
  const grams = purchases.reduce((sum, p) => sum + p.net, 0);
  rows.add(lotTable, {
    programme: f.programme,
    id: f.id,
    code: f.body.code,
    centre: f.body.centre,
    zone: rows.need(centreTable, f.body.centre).zone,
    process: 'reception',
    state: purchases[0]?.state ?? 'wet',
    grams,
    adjusted: 0,
    balance: grams,
    total_in: grams,
    known_in: purchases.reduce((sum, p) => sum + (p.plot === null ? 0 : p.net), 0),
    strange_in: 0,
    receipts: purchases.length,
    moisture: mixedMoisture(purchases.map((p) => ({ grams: p.net, moisture: p.moisture }))),
    certified: purchases.length > 0 && purchases.every((p) => p.certified),
    claims: claimsOfReceipts(purchases, f.body.clone, f.programme, rows),
    custody: f.body.custody ?? 'segregated',
    store: null,
    transfer: null,
    days: null,
    turns: null,
    void: false,
    on_day: f.body.on,
  });
  for (const p of purchases) {
    rows.add(lotReceiptTable, {
      programme: f.programme,
      purchase: p.id,
      lot: f.id,
      person: p.person,
      plot: p.plot,
      grams: p.net,
      moved: p.net,
      void: false,
      on_day: p.on_day,
    });
  }
}

export function make(f: Made, rows: Rows): void {
  const b = f.body;
  const { grams, known, certified } = totals(b.inputs, rows);
  const parts = b.inputs.map((input) => ({ grams: input.grams, moisture: rows.need(lotTable, input.lot).moisture }));
  const { claims, custody } = claimsOfInputs(b.inputs, b, rows);
  const batch = b.batch === undefined ? undefined : rows.get(batchTable, b.batch);
  const conserved = b.process === 'blending' || b.process === 'splitting';
  draw(f, b.inputs, rows);
  rows.add(lotTable, {
    programme: f.programme,
    id: f.id,
    code: b.code,
    centre: b.centre,
    zone: rows.need(centreTable, b.centre).zone,
    process: b.process,
    state: b.state,
    grams: b.grams,
    adjusted: 0,
    balance: b.grams,
    total_in: grams,
    known_in: known,
    strange_in: 0,
    receipts: 0,
    moisture: b.moisture ?? (conserved ? mixedMoisture(parts) : null),
    certified: certified && (claims.some(isCertificate) || !b.givesUp?.some(isCertificate)),
    claims,
    custody,
    store: null,
    transfer: null,
    days: b.days ?? (batch ? daysBetween(batch.on_day, b.on) : null),
    turns: b.turns ?? batch?.turns ?? null,
    void: false,
    on_day: b.on,
  });
}

/** What is drawn in all, its part with a known plot, and whether all of it is certified. */
export function totals(inputs: readonly Input[], rows: Rows): { grams: number; known: number; certified: boolean } {
  let [grams, known, certified] = [0, 0, inputs.length > 0];
  for (const [source, part] of byLot(inputs)) {
    const lot = rows.need(lotTable, source);
    grams += part;
    known += knownPart(part, lot);
    certified &&= lot.certified;
  }
  return { grams, known, certified };
}

/** Grams drawn per lot; a lot named twice is drawn once. */
export function byLot(inputs: readonly Input[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { lot, grams } of inputs) sums.set(lot, (sums.get(lot) ?? 0) + grams);
  return sums;
}

/** Takes the inputs from their lots and remembers where they went. */
export function draw(f: Landed, inputs: readonly Input[], rows: Rows): void {
  for (const [source, grams] of byLot(inputs)) {
    rows.change(lotTable, source, { balance: rows.need(lotTable, source).balance - grams });
    rows.add(edgeTable, { programme: f.programme, target: f.id, source, grams, void: false });
  }
  const sources = [...byLot(inputs).keys()];
  for (const { lot } of alsoInside(f.id, sources, (f.body as { on: string }).on, rows))
    rows.add(edgeTable, { programme: f.programme, target: f.id, source: lot, grams: 0, void: false });
}

export function putBack(target: string, inputs: readonly Input[], rows: Rows): void {
  for (const source of new Set(inputs.map((input) => input.lot))) {
    const { grams } = rows.need(edgeTable, target, source);
    rows.change(lotTable, source, { balance: rows.need(lotTable, source).balance + grams });
    rows.change(edgeTable, [target, source], { void: true });
  }
  for (const edge of rows.where(edgeTable, 'target', target))
    if (edge.grams === 0 && !edge.void) rows.change(edgeTable, [target, edge.source], { void: true });
}

/** A lot that never was: what was drawn from it is missing, and where that came from is not known. */
export function takeBack(lot: string, grams: number, rows: Rows): void {
  rows.change(lotTable, lot, { void: true, known_in: 0, balance: rows.need(lotTable, lot).balance - grams });
  restate(lot, rows);
}

/**
 * A count found more or less; `strange` of it (negative when the count is taken back) are beans of no known lot. They are
 * dry beans among dry ones, while shares are parts of what went in, often wet: they weigh there as much as their own part.
 */
export function adjust(lot: string, delta: number, strange: number, rows: Rows): void {
  const had = rows.need(lotTable, lot);
  const into = asPutIn(strange, had.total_in - had.strange_in, had.grams);
  rows.change(lotTable, lot, {
    adjusted: had.adjusted + delta,
    balance: had.balance + delta,
    total_in: had.total_in + into,
    strange_in: had.strange_in + into,
  });
}
