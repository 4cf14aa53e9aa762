import type { Store } from '#kernel/phone/keeping.ts';
import type { Phone } from '#kernel/phone/phone.ts';
import { numbered } from '#kernel/phone/series.ts';
import { CocoaBought } from '../facts.ts';
import { type Around, bodyOf, type Delivery } from './delivery.ts';

/** The letter of the book in which deliveries are numbered: acopio. */
export const deliveryBook = 'A';

export const seriesIn = (receipt: string): string => receipt.slice(0, receipt.lastIndexOf('-'));

/**
 * Writes a delivery to the log under the id of its draft. When the page died between the fact and the end of the draft, the
 * same draft is saved again: it finds its fact, and neither a second purchase nor a second number comes of it.
 */
export async function saveDelivery(
  phone: Phone,
  store: Pick<Store, 'facts'>,
  draft: Delivery,
  around: Around,
): Promise<string> {
  if ((await store.facts()).some((kept) => kept.id === draft.id)) return draft.id;
  const write = (receipt: string) => {
    const body = bodyOf(draft, around, { receipt, series: seriesIn(receipt) });
    if (!body) throw new Error('a delivery that is not complete');
    return body;
  };
  const fact = await phone.record(CocoaBought, numbered(deliveryBook, write), { id: draft.id });
  return fact.id;
}
