import { kilos, soles } from '#kernel/pure/quantity.ts';
import type { RefusalParams } from '#kernel/pure/refusal.ts';
import { words } from '#kernel/pure/words.ts';
import { purchasingScreenWords } from './screenWords.ts';

const kg = (grams: unknown) => kilos(Number(grams));
const s = (centimos: unknown) => soles(Number(centimos));
const figure = (p: RefusalParams, of: string) => (p['figure'] === 'payable' ? `${kg(p[of])} kg` : s(p[of]));
const figuresEs: Readonly<Record<string, string>> = {
  payable: 'peso pagado',
  perKg: 'precio por kg',
  amount: 'importe',
};
const figuresEn: Readonly<Record<string, string>> = { payable: 'paid weight', perKg: 'price per kg', amount: 'amount' };

/** What is said of centres, prices, receipts and cash boxes. */
export const purchasingWords = words({
  es: {
    ...purchasingScreenWords.es,
    'purchasing.tare-over-gross': (p) => `La tara (${kg(p['tare'])} kg) supera el peso bruto (${kg(p['gross'])} kg).`,
    'purchasing.moisture-missing': 'Falta la humedad del cacao seco.',
    'purchasing.cut-over-beans':
      'La prueba de corte clasifica {counted} granos y solo se cortaron {beans}. Cada grano cuenta una vez, en su peor clase.',
    'purchasing.deduction-without-fund': 'Hay un descuento y no se dice para qué fondo.',
    'purchasing.paid-over-amount': (p) =>
      `Lo pagado (${s(p['paid'])}) y lo descontado (${s(p['deducted'])}) superan el importe (${s(p['amount'])}).`,
    'purchasing.receipt-twice': 'El recibo {receipt} ya se usó en este centro.',
    'purchasing.prices-elsewhere': 'La lista de precios es de otro centro.',
    'purchasing.prices-not-approved': 'La lista de precios del {from} no tenía la aprobación de una segunda persona.',
    'purchasing.prices-not-yet': 'La lista de precios rige recién desde el {from}.',
    'purchasing.prices-replaced': 'Desde el {until} rige otra lista de precios.',
    'purchasing.no-price': 'La lista no tiene precio para cacao {state} de grado {grade}.',
    'purchasing.does-not-recompute': (p) =>
      `El recibo dice ${figure(p, 'said')} en «${figuresEs[String(p['figure'])] ?? p['figure']}» y el cálculo da ${figure(p, 'computed')}.`,
    'purchasing.centre-not-certified': 'El centro no tiene certificado: no puede comprar como certificado.',
    'purchasing.too-moist': 'La humedad es {moisture} %. Sobre 12 % el cacao no se puede guardar.',
    'purchasing.grade-differs': 'El recibo dice grado {said} y la prueba de corte da {counted}.',
    'purchasing.scale-elsewhere': 'La balanza {serial} es de otro centro.',
    'purchasing.scale-due': 'La balanza {serial} se calibró el {on}: ya pasaron 180 días.',
    'purchasing.scale-out': 'La balanza {serial} se calibró el {on}: hace más de un año.',
    'purchasing.plot-of-another': 'La parcela es de otro productor.',
    'purchasing.over-yield':
      'Con esta entrega la parcela suma {kilos} kg secos en {year}; por su área puede dar hasta {most} kg.',
    'purchasing.over-cap': (p) =>
      `Se descontó ${s(p['deducted'])}; de esta entrega se puede descontar hasta ${s(p['cap'])}.`,
    'purchasing.over-debt': (p) => `Se descontó ${s(p['deducted'])} y la deuda era de ${s(p['debt'])}.`,
    'purchasing.own-prices': 'Otra persona debe aprobar la lista de precios: no quien la registró.',
    'purchasing.prices-already-approved': 'Esa lista de precios ya fue aprobada.',
    'purchasing.cash-differs': (p) =>
      `Se contó ${s(p['counted'])} y el libro tiene ${s(p['expected'])}: diferencia ${s(p['difference'])}.`,
    'purchasing.unknown-purchase': 'No se encuentra ese recibo.',
    'purchasing.unknown-centre': 'No se encuentra ese centro de acopio.',
    'purchasing.centreOpened': 'Centro de acopio abierto',
    'purchasing.scaleCalibrated': 'Balanza calibrada',
    'purchasing.pricesListed': 'Lista de precios',
    'purchasing.pricesApproved': 'Precios aprobados',
    'purchasing.cashBrought': 'Dinero llevado al centro',
    'purchasing.cocoaBought': 'Compra de cacao',
    'purchasing.dayClosed': 'Cierre de caja',
    'purchasing.deduction': 'Descuento para el fondo',
    'purchasing.deductionsSettled': 'Descuentos entregados al fondo',
    'purchasing.state.wet': 'Baba',
    'purchasing.state.dry': 'Seco',
    'purchasing.grade.1': 'Grado 1',
    'purchasing.grade.2': 'Grado 2',
    'purchasing.grade.SS': 'Fuera de norma',
    'purchasing.payment.cash': 'Efectivo',
    'purchasing.payment.bank': 'Banco',
    'purchasing.payment.wallet': 'Billetera móvil',
    'purchasing.cut.beans': 'Granos cortados',
    'purchasing.cut.mouldy': 'Mohosos',
    'purchasing.cut.slaty': 'Pizarrosos',
    'purchasing.cut.infested': 'Picados o germinados',
    'purchasing.cut.violet': 'Violetas',
    'purchasing.cut.fermented': 'Fermentados',
    'purchasing.cashBox': 'Caja del centro',
    'purchasing.bank': 'Banco del comprador',
    'purchasing.funding': 'Fondos para acopio',
    'purchasing.cocoa': 'Cacao comprado',
    'purchasing.payable': 'Por pagar al productor',
    'purchasing.dueTo': 'Por entregar al fondo',
    'purchasing.stock': 'Cacao sin lote',
    'purchasing.producers': 'Entregado por productores',
  },
  en: {
    ...purchasingScreenWords.en,
    'purchasing.tare-over-gross': (p) =>
      `The tare (${kg(p['tare'])} kg) is over the gross weight (${kg(p['gross'])} kg).`,
    'purchasing.moisture-missing': 'The moisture of dry cocoa is missing.',
    'purchasing.cut-over-beans':
      'The cut test classes {counted} beans and only {beans} were cut. Each bean counts once, in its worst class.',
    'purchasing.deduction-without-fund': 'There is a deduction and no fund is named.',
    'purchasing.paid-over-amount': (p) =>
      `What was paid (${s(p['paid'])}) and deducted (${s(p['deducted'])}) is more than the amount (${s(p['amount'])}).`,
    'purchasing.receipt-twice': 'Receipt {receipt} was used at this centre already.',
    'purchasing.prices-elsewhere': 'The price list is of another centre.',
    'purchasing.prices-not-approved': 'The price list of {from} was not approved by a second person.',
    'purchasing.prices-not-yet': 'The price list holds only from {from}.',
    'purchasing.prices-replaced': 'Another price list holds since {until}.',
    'purchasing.no-price': 'The list has no price for {state} cocoa of grade {grade}.',
    'purchasing.does-not-recompute': (p) =>
      `The receipt says ${figure(p, 'said')} for ${figuresEn[String(p['figure'])] ?? p['figure']} and the calculation gives ${figure(p, 'computed')}.`,
    'purchasing.centre-not-certified': 'The centre holds no certificate: it cannot buy as certified.',
    'purchasing.too-moist': 'The moisture is {moisture} %. Above 12 % cocoa cannot be stored.',
    'purchasing.grade-differs': 'The receipt says grade {said} and the cut test gives {counted}.',
    'purchasing.scale-elsewhere': 'Scale {serial} is of another centre.',
    'purchasing.scale-due': 'Scale {serial} was calibrated on {on}: more than 180 days ago.',
    'purchasing.scale-out': 'Scale {serial} was calibrated on {on}: more than a year ago.',
    'purchasing.plot-of-another': 'The plot is of another producer.',
    'purchasing.over-yield':
      'With this delivery the plot has given {kilos} dry kg in {year}; its area can give up to {most} kg.',
    'purchasing.over-cap': (p) =>
      `${s(p['deducted'])} was deducted; up to ${s(p['cap'])} may be deducted from this delivery.`,
    'purchasing.over-debt': (p) => `${s(p['deducted'])} was deducted and the debt was ${s(p['debt'])}.`,
    'purchasing.own-prices': 'Another person must approve the price list: not the one who listed it.',
    'purchasing.prices-already-approved': 'That price list was approved already.',
    'purchasing.cash-differs': (p) =>
      `${s(p['counted'])} was counted and the book has ${s(p['expected'])}: a difference of ${s(p['difference'])}.`,
    'purchasing.unknown-purchase': 'There is no such receipt.',
    'purchasing.unknown-centre': 'There is no such collection centre.',
    'purchasing.centreOpened': 'Collection centre opened',
    'purchasing.scaleCalibrated': 'Scale calibrated',
    'purchasing.pricesListed': 'Prices listed',
    'purchasing.pricesApproved': 'Prices approved',
    'purchasing.cashBrought': 'Cash brought',
    'purchasing.cocoaBought': 'Cocoa bought',
    'purchasing.dayClosed': 'Day closed',
    'purchasing.deduction': 'Deduction for the fund',
    'purchasing.deductionsSettled': 'Deductions handed over',
    'purchasing.state.wet': 'Wet',
    'purchasing.state.dry': 'Dry',
    'purchasing.grade.1': 'Grade 1',
    'purchasing.grade.2': 'Grade 2',
    'purchasing.grade.SS': 'Sub-standard',
    'purchasing.payment.cash': 'Cash',
    'purchasing.payment.bank': 'Bank',
    'purchasing.payment.wallet': 'Mobile wallet',
    'purchasing.cut.beans': 'Beans cut',
    'purchasing.cut.mouldy': 'Mouldy',
    'purchasing.cut.slaty': 'Slaty',
    'purchasing.cut.infested': 'Insect-damaged or germinated',
    'purchasing.cut.violet': 'Violet',
    'purchasing.cut.fermented': 'Fermented',
    'purchasing.cashBox': 'Cash box',
    'purchasing.bank': 'Bank of the buyer',
    'purchasing.funding': 'Money for purchases',
    'purchasing.cocoa': 'Cocoa bought',
    'purchasing.payable': 'Payable to the producer',
    'purchasing.dueTo': 'Due to the fund',
    'purchasing.stock': 'Cocoa in no lot',
    'purchasing.producers': 'Brought by producers',
  },
});
