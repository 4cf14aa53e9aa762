import { TallyCard } from './TallyCard.tsx';
import { useOwnPromoter } from './useOwnPromoter.ts';

/** The home screen of somebody who is a promoter and nothing else: her month. */
export function PromoterPanel() {
  const promoter = useOwnPromoter();
  return promoter ? <TallyCard promoter={promoter} /> : null;
}
