import { soles } from '#kernel/pure/quantity.ts';
import { boughtHere, sumsOf } from './today.ts';
import { useBuying } from './useBuying.ts';

/** Today's receipts, for the tile. */
export function BoughtCount() {
  const buying = useBuying();
  if (!buying?.centre) return null;
  const { facts, meta, voided, centre, today } = buying;
  return <>{sumsOf(boughtHere(facts, meta.through, voided, centre.id), today).receipts}</>;
}

/** What should be in the cash box, for the tile. */
export function CashCountTile() {
  const buying = useBuying();
  return buying?.centre ? <span className="tile-money">{soles(buying.cash)}</span> : null;
}
