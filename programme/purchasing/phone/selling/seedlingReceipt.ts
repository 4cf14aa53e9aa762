import type { Receipt, ReceiptLine } from '#kernel/phone/receipt/receipt.ts';
import { plusDays } from '#kernel/pure/day.ts';
import { soles } from '#kernel/pure/quantity.ts';
import type { RefusalParams } from '#kernel/pure/refusal.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import type { Language } from '#kernel/pure/words.ts';
import { saleAmount } from '#programme/nursery/rules.ts';
import type { Sold } from '../buying.ts';
import { dayRead } from '../purchaseReceipt.ts';

/** What a receipt names beside the fact's own figures. */
export interface SaleAround {
  readonly say: (key: string, params?: RefusalParams) => string;
  readonly language: Language;
  readonly nursery: string;
  readonly producer: string | null;
  readonly plot: string | null;
  readonly seller: string;
  /** Clone and bed of a batch. */
  readonly batch: (id: string) => string;
  readonly termDays: number | null;
  readonly void: boolean;
}

/** The receipt of one sale of seedlings, from the fact as it was recorded: printed again it says the same. */
export function seedlingReceipt(id: string, sold: Sold, around: SaleAround): Receipt {
  const { say, producer, plot, termDays } = around;
  const amount = saleAmount(sold.lines);
  const plants = sold.lines.reduce((sum, line) => sum + line.plants, 0);
  const onCredit = sold.payment === 'credit';
  const who: ReceiptLine[] = [
    { label: producer ?? say('purchasing.phone.visitor'), bold: true },
    { label: say('purchasing.phone.code'), amount: humanCode(sold.person) },
    ...(plot ? [{ label: say('purchasing.sell.plot'), amount: plot }] : []),
  ];
  const lines = sold.lines.flatMap((line): ReceiptLine[] => [
    { label: around.batch(line.batch) },
    { label: `${line.plants} × ${soles(line.unitPrice)}`, amount: soles(line.plants * line.unitPrice) },
  ]);
  const due = onCredit && termDays !== null ? plusDays(sold.on, termDays) : null;
  const money: ReceiptLine[] = [
    { label: say('purchasing.sell.total'), amount: soles(amount), bold: true },
    { label: say('purchasing.cocoaBought.paid'), amount: soles(onCredit ? 0 : amount) },
    ...(onCredit ? [{ label: say('purchasing.sell.owed'), amount: soles(amount), bold: true }] : []),
    ...(due ? [{ label: say('purchasing.sell.due'), amount: dayRead(due) }] : []),
  ];
  return {
    title: say('purchasing.sell.receipt'),
    under: [around.nursery, dayRead(sold.on)],
    number: sold.receipt,
    parts: [who, lines, money],
    foot: [
      say('purchasing.sell.sold-by', { name: around.seller }),
      say('purchasing.sell.next-plants'),
      say('purchasing.phone.receipt-wrong'),
    ],
    qr: `S1.${sold.receipt}.${sold.on.replaceAll('-', '')}.${plants}.${amount}.${id.replaceAll('-', '').toUpperCase()}`,
    void: around.void,
    language: around.language,
  };
}
