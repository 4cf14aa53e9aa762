import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import type { CocoaBought } from '#programme/purchasing/facts.ts';
import { netGrams } from '#programme/purchasing/rules.ts';
import { type PurchaseRow, purchaseTable } from '#programme/purchasing/tables.ts';
import type { LotReceived } from './facts.ts';
import { unitOf } from './rules.ts';
import { type LotReceiptRow, type LotRow, lotReceiptTable, lotTable } from './tables.ts';

export type Received = Landed<BodyOf<typeof LotReceived>>;

/** The receipts of a reception: those that count for the lot, and what is odd about the named ones. */
export interface Counted {
  readonly purchases: readonly PurchaseRow[];
  readonly doubts: readonly Refusal[];
}

type Oddity = 'already-in-lot' | 'void' | 'mixed' | 'elsewhere' | 'later';

/**
 * A receipt counts once, in the first lot that names it, and a lot holds beans of one state: that of its first receipt.
 * What does not count stays in the centre's stock. A corrected receipt stands for the one the warehouse named.
 */
export function counted(f: Received, rows: Rows): Counted {
  const purchases: PurchaseRow[] = [];
  const odd = new Map<Oddity, number>();
  const note = (what: Oddity) => odd.set(what, (odd.get(what) ?? 0) + 1);
  const seen = new Set<string>();
  for (const named of f.body.purchases) {
    const purchase = standing(named, rows);
    const why = whyNot(purchase, f, seen, purchases[0], rows);
    if (why) note(why);
    else {
      seen.add(purchase.id);
      purchases.push(purchase);
      if (purchase.centre !== f.body.centre) note('elsewhere');
      if (purchase.on_day > f.body.on) note('later');
    }
  }
  const doubts = [...odd].map(([what, count]) => refuse(`lots.purchase-${what}`, { count }, 'body.purchases'));
  if (purchases.length === 0) doubts.push(refuse('lots.empty', {}, 'body.purchases'));
  return { purchases, doubts };
}

function standing(named: string, rows: Rows): PurchaseRow {
  let purchase = rows.need(purchaseTable, named);
  while (purchase.replaced_by !== null) purchase = rows.need(purchaseTable, purchase.replaced_by);
  return purchase;
}

function whyNot(
  purchase: PurchaseRow,
  f: Received,
  seen: ReadonlySet<string>,
  first: PurchaseRow | undefined,
  rows: Rows,
): Oddity | null {
  if (purchase.void) return 'void';
  const receipt = rows.get(lotReceiptTable, purchase.id);
  if (receipt && !receipt.void && receipt.lot !== f.id && receipt.lot !== f.corrects) return 'already-in-lot';
  if (seen.has(purchase.id)) return 'already-in-lot';
  return first && first.state !== purchase.state ? 'mixed' : null;
}

/** A corrected receipt that already stands in a lot. */
export interface Carried {
  readonly receipt: LotReceiptRow;
  readonly lot: LotRow;
  /** Net grams as corrected. */
  readonly grams: number;
}

/** The lot keeps what physically went in: the corrected receipt takes the old one's place there, if the state is the same. */
export function carried(f: Landed<BodyOf<typeof CocoaBought>>, rows: Rows): Carried | null {
  if (!f.corrects) return null;
  const receipt = rows.get(lotReceiptTable, f.corrects);
  if (!receipt || receipt.void) return null;
  const lot = rows.need(lotTable, receipt.lot);
  if (lot.void || unitOf(lot.state) !== unitOf(f.body.state)) return null;
  return { receipt, lot, grams: netGrams(f.body.gross, f.body.tare) };
}
