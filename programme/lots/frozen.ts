import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { verdictTable } from '#programme/plots/tables.ts';
import { attributed, gramsOfPlots, type Held, sharesOfReceipts } from './composition.ts';
import type { Edge } from './rules.ts';
import { edgeTable, lotReceiptTable, lotTable } from './tables.ts';

/** Every plot that may be inside, with the verdict of this moment and its grams pro rata. */
export interface Frozen {
  /** verdict → plot → grams */
  readonly frozen: Record<string, Record<string, number>>;
  readonly frozen_plots: number;
  /** Grams of unknown origin; null when there is none, not even a bean. */
  readonly frozen_unknown: number | null;
}

/** The origin set of a shipment as it leaves. Walks what lies behind its lots step by step: a round trip a step. */
export function frozenOf(shipment: string, grams: number, drawn: readonly Edge[], rows: Rows): Frozen {
  const edges = [...drawn];
  const lots = walk(edges, rows);
  const trace = attributed(shipment, grams, edges, [
    { lot: shipment, total_in: grams, strange_in: 0, void: false },
    ...lots,
  ]);
  const weights = new Map<string, bigint>();
  for (const { lot, share } of sharesOfReceipts(trace)) {
    for (const receipt of rows.where(lotReceiptTable, 'lot', lot)) {
      if (receipt.void) continue;
      const plot = receipt.plot ?? nowhere;
      weights.set(plot, (weights.get(plot) ?? 0n) + BigInt(share) * BigInt(receipt.grams));
    }
  }
  const plots = [...weights.keys()].sort();
  rows.together(plots.filter((plot) => plot !== nowhere).map((plot) => rowOf(verdictTable, plot)));
  const parts = gramsOfPlots(
    grams,
    plots.map((plot) => Number(weights.get(plot))),
    trace.parts,
  );
  const frozen: Record<string, Record<string, number>> = {};
  let unknown = parts.at(-1) ?? 0;
  plots.forEach((plot, i) => {
    if (plot === nowhere) unknown += parts[i] ?? 0;
    else {
      const verdict = rows.get(verdictTable, plot)?.verdict ?? 'none';
      const own = frozen[verdict] ?? {};
      own[plot] = parts[i] ?? 0;
      frozen[verdict] = own;
    }
  });
  const isUnknown = trace.strange || weights.has(nowhere);
  return {
    frozen: sorted(frozen),
    frozen_plots: plots.length - (weights.has(nowhere) ? 1 : 0),
    frozen_unknown: isUnknown ? unknown : null,
  };
}

// After every id, as the database sorts null.
const nowhere = 'nowhere';

/** Adds every edge behind those given, and answers the lots at their ends. */
function walk(edges: Edge[], rows: Rows): Held[] {
  const seen = new Set<string>();
  const lots: Held[] = [];
  for (let level = edges.map((edge) => edge.source); level.length > 0; ) {
    const here = [...new Set(level)].filter((lot) => !seen.has(lot));
    rows.together(
      here.flatMap((lot) => [
        rowOf(lotTable, lot),
        rowsWhere(edgeTable, 'target', lot),
        rowsWhere(lotReceiptTable, 'lot', lot),
      ]),
    );
    level = [];
    for (const lot of here) {
      seen.add(lot);
      const { total_in, strange_in, void: gone } = rows.need(lotTable, lot);
      lots.push({ lot, total_in, strange_in, void: gone });
      for (const edge of rows.where(edgeTable, 'target', lot)) {
        if (edge.void) continue;
        edges.push({ target: edge.target, source: edge.source, grams: edge.grams });
        level.push(edge.source);
      }
    }
  }
  return lots;
}

/** As the database keeps it, so that a row in memory is the row that is read. */
function sorted(of: Record<string, Record<string, number>>): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.keys(of)
      .sort()
      .map((key) => [key, of[key] ?? {}]),
  );
}
