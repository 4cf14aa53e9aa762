import { useRecords } from '#kernel/phone/hooks.tsx';
import { type LotDoc, noOverlays } from './lots.ts';

/** Lots in the store, for the tile. */
export function LotsCount() {
  const lots = useRecords<LotDoc>('lots.lot', noOverlays);
  return <span>{lots?.length ?? '…'}</span>;
}
