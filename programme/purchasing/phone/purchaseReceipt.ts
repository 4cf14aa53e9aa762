import type { Receipt, ReceiptLine } from '#kernel/phone/receipt/receipt.ts';
import { kilos, soles } from '#kernel/pure/quantity.ts';
import type { RefusalParams } from '#kernel/pure/refusal.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import type { Language } from '#kernel/pure/words.ts';
import { certificatePremium, netGrams, type PriceList } from '../rules.ts';
import type { Bought } from './buying.ts';

/** What a receipt names beside the fact's own figures. */
export interface Around {
  readonly say: (key: string, params?: RefusalParams) => string;
  readonly language: Language;
  readonly centre: string;
  /** Null for a visitor whose record is not on this phone. */
  readonly producer: string | null;
  readonly plot: string | null;
  readonly buyer: string;
  readonly reference: number;
  readonly list: (Omit<PriceList, 'prices'> & { readonly perKg: number }) | null;
  readonly void: boolean;
}

const kg = (grams: number) => `${kilos(grams)} kg`;
/** 86000 ppm as people say it: 8.6 % */
export const percent = (ppm: number): string => `${String(Math.round(ppm / 1000) / 10)} %`;
export const dayRead = (day: string): string => day.split('-').reverse().join('/');

/** The receipt of one delivery, from the fact as it was recorded: printed again it says the same. */
export function purchaseReceipt(id: string, b: Bought, around: Around): Receipt {
  const { say } = around;
  return {
    title: say('purchasing.phone.receipt'),
    under: [around.centre, dayRead(b.on)],
    number: b.receipt,
    parts: [whose(b, around), weights(b, around), money(b, around), afterwards(b, around)].filter((p) => p.length > 0),
    foot: [say('purchasing.phone.weighed-by', { name: around.buyer }), say('purchasing.phone.receipt-wrong')],
    qr: `R1.${b.receipt}.${b.on.replaceAll('-', '')}.${b.payable}.${b.amount}.${b.paid}.${id.replaceAll('-', '').toUpperCase()}`,
    void: around.void,
    language: around.language,
  };
}

function whose(b: Bought, { say, producer, plot }: Around): ReceiptLine[] {
  return [
    { label: producer ?? say('purchasing.phone.visitor'), bold: true },
    { label: say('purchasing.phone.code'), amount: humanCode(b.person) },
    ...(plot ? [{ label: say('purchasing.cocoaBought.plot'), amount: plot }] : []),
  ];
}

function weights(b: Bought, { say, reference }: Around): ReceiptLine[] {
  const net = netGrams(b.gross, b.tare);
  return [
    { label: say(`purchasing.phone.cocoa-${b.state}`), amount: say(`purchasing.grade.${b.grade}`) },
    { label: say('purchasing.cocoaBought.bags'), amount: String(b.bags) },
    { label: say('purchasing.cocoaBought.gross'), amount: kg(b.gross) },
    { label: say('purchasing.cocoaBought.tare'), amount: `-${kg(b.tare)}` },
    { label: say('purchasing.phone.net'), amount: kg(net) },
    ...(b.moisture === undefined
      ? []
      : [
          {
            label: say('purchasing.phone.moisture-of', {
              moisture: percent(b.moisture),
              reference: percent(reference),
            }),
            amount: b.payable === net ? say('purchasing.phone.no-discount') : kg(b.payable - net),
          },
        ]),
    { label: say('purchasing.cocoaBought.payable'), amount: kg(b.payable), bold: true },
  ];
}

function money(b: Bought, { say, list }: Around): ReceiptLine[] {
  const certified = list && b.certified ? certificatePremium(list, b.schemes) : 0;
  const loyalty = list && b.loyal ? (list.loyaltyPerKg ?? 0) : 0;
  const quality = list ? b.perKg - list.perKg - certified - loyalty : 0;
  return [
    ...(list
      ? [
          { label: say('purchasing.phone.list-price'), amount: soles(list.perKg) },
          ...(quality > 0 ? [{ label: say('purchasing.phone.quality-premium'), amount: soles(quality) }] : []),
          ...(b.certified ? [{ label: say('purchasing.phone.certified-premium'), amount: soles(certified) }] : []),
          ...(loyalty > 0 ? [{ label: say('purchasing.phone.loyalty'), amount: soles(loyalty) }] : []),
        ]
      : []),
    { label: say('purchasing.phone.per-kg'), amount: soles(b.perKg) },
    { label: say('purchasing.cocoaBought.amount'), amount: soles(b.amount), bold: true },
    ...(b.deducted > 0 ? [{ label: say('purchasing.phone.for-fund'), amount: `-${soles(b.deducted)}` }] : []),
    ...(b.advance ? [{ label: say('purchasing.phone.for-advance'), amount: `-${soles(b.advance)}` }] : []),
    { label: say('purchasing.cocoaBought.paid'), amount: soles(b.paid), bold: true },
    { label: say('purchasing.cocoaBought.payment'), amount: say(`purchasing.payment.${b.payment}`) },
  ];
}

function afterwards(b: Bought, { say }: Around): ReceiptLine[] {
  if (!b.told) return [];
  return [
    ...(b.plain && !b.certified ? [{ label: say(`purchasing.plain.${b.plain}`) }] : []),
    { label: say('purchasing.phone.owes-after'), amount: soles(b.told.owed) },
    {
      label: say('purchasing.phone.this-year', { year: b.on.slice(0, 4) }),
      amount: kg(Math.round(b.told.delivered / 100) * 100),
    },
  ];
}
