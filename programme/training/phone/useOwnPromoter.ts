import { useRecords, useSeat } from '#kernel/phone/hooks.tsx';
import type { PromoterDoc } from './sheets.ts';

/** A promoter knows of one promoter only: herself. */
export function useOwnPromoter(): PromoterDoc | null | undefined {
  const { session } = useSeat();
  const isPromoter = session.grants.some((g) => g.role === 'promoter');
  const mayMore = session.grants.some((g) => g.role !== 'promoter');
  const promoters = useRecords<PromoterDoc>('training.promoter');
  if (!isPromoter || mayMore) return null;
  return promoters && (promoters.find((p) => !p.body.void && p.body.leftOn === null)?.body ?? null);
}
