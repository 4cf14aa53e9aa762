import { useRecords } from '#kernel/phone/hooks.tsx';
import type { LotDoc } from './lots.ts';

/** Lots in the store, for the tile. */
export function LotsCount() {
  const lots = useRecords<LotDoc>('lots.lot');
  return <span>{lots?.length ?? '…'}</span>;
}
