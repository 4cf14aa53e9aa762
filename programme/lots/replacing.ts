import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import type { LotMade, LotReceived } from './facts.ts';
import { knownPart, unitOf } from './rules.ts';
import { edgeTable, type LotRow, lotTable, shipmentTable } from './tables.ts';
import { alsoInside } from './windows.ts';

type Corrected = Landed<BodyOf<typeof LotReceived> | BodyOf<typeof LotMade>>;

/** A lot that was corrected after cocoa had left it: the new lot stands for those grams. */
export interface Stood {
  readonly old: LotRow;
  readonly grams: number;
}

/**
 * Which earlier lots a corrected one stands for, and with how many grams: what left them and was not taken back. Never
 * a lot of other matter, nor one that the corrected lot is itself made of.
 */
export function standsFor(f: Corrected, state: LotRow['state'], rows: Rows): Stood[] {
  const out: Stood[] = [];
  const behind = sourcesOf(f, rows);
  for (const id of earlier(f, rows)) {
    const old = rows.need(lotTable, id);
    const grams = rows
      .where(edgeTable, 'source', id)
      .filter((edge) => !edge.void)
      .reduce((sum, edge) => sum + edge.grams, 0);
    if (grams > 0 && unitOf(old.state) === unitOf(state) && !behind.has(id)) out.push({ old, grams });
  }
  return out;
}

/** The lots that a chain of corrections takes back, the latest first. */
function earlier(f: Corrected, rows: Rows): string[] {
  const ids: string[] = [];
  for (let at = f.corrects; at !== undefined && at !== null; at = rows.fact<Landed>(at).corrects) ids.push(at);
  return ids;
}

/** Every lot behind the inputs. */
function sourcesOf(f: Corrected, rows: Rows): Set<string> {
  const seen = new Set<string>();
  const named = 'inputs' in f.body ? f.body.inputs.map(({ lot }) => lot) : [];
  const waiting = [...named, ...alsoInside(f.id, named, f.body.on, rows).map(({ lot }) => lot)];
  for (let lot = waiting.pop(); lot !== undefined; lot = waiting.pop()) {
    if (seen.has(lot)) continue;
    seen.add(lot);
    for (const edge of rows.where(edgeTable, 'target', lot)) if (!edge.void) waiting.push(edge.source);
  }
  return seen;
}

/** Once the corrected lot is there, what had left the old one came from it. */
export function standIn(f: Corrected, rows: Rows): void {
  // A reception without any receipt has nothing to stand with.
  if (!f.corrects || rows.need(lotTable, f.id).total_in === 0) return;
  for (const { old, grams } of standsFor(f, rows.need(lotTable, f.id).state, rows)) {
    const made = rows.need(lotTable, f.id);
    rows.add(edgeTable, { programme: f.programme, target: old.id, source: f.id, grams, void: false });
    rows.change(lotTable, f.id, { balance: made.balance - grams });
    rows.change(lotTable, old.id, { balance: old.balance + grams, total_in: grams, strange_in: 0 });
    restate(f.id, rows);
  }
}

export function standOut(f: Corrected, rows: Rows): void {
  if (!f.corrects) return;
  for (const id of earlier(f, rows)) {
    const edge = rows.get(edgeTable, id, f.id);
    if (!edge || edge.void) continue;
    rows.change(edgeTable, [id, f.id], { void: true });
    rows.change(lotTable, f.id, { balance: rows.need(lotTable, f.id).balance + edge.grams });
    rows.change(lotTable, id, { balance: rows.need(lotTable, id).balance - edge.grams, known_in: 0 });
    restate(id, rows);
  }
}

/** What is known of a lot changed: everything made of it, and every shipment, is stated anew. */
export function restate(lot: string, rows: Rows): void {
  const waiting = [lot];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const { target } of rows.where(edgeTable, 'source', at).filter((edge) => !edge.void)) {
      const known = rows
        .where(edgeTable, 'target', target)
        .filter((edge) => !edge.void)
        .reduce((sum, edge) => sum + knownPart(edge.grams, rows.need(lotTable, edge.source)), 0);
      if (rows.get(shipmentTable, target)) rows.change(shipmentTable, target, { known });
      else if (rows.need(lotTable, target).known_in !== known) {
        rows.change(lotTable, target, { known_in: known });
        waiting.push(target);
      }
    }
  }
}
