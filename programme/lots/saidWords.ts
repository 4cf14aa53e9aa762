import { kilos } from '#kernel/pure/quantity.ts';
import { words } from '#kernel/pure/words.ts';

const kg = (grams: unknown) => kilos(Number(grams));
const processEs: Readonly<Record<string, string>> = {
  fermentation: 'fermentación',
  drying: 'secado',
  selection: 'selección',
  blending: 'mezcla',
  splitting: 'división',
};

const claimsEs = {
  organic: 'orgánico',
  rainforest: 'Rainforest Alliance',
  fairtrade: 'Comercio Justo',
  own: 'certificado',
  eudr: 'EUDR',
  clone: 'un solo clon',
  zone: 'una sola zona',
};
const claimsEn = {
  organic: 'organic',
  rainforest: 'Rainforest Alliance',
  fairtrade: 'Fairtrade',
  own: 'certified',
  eudr: 'EUDR',
  clone: 'one clone',
  zone: 'one zone',
};
const claims = (said: unknown, names: Readonly<Record<string, string>>) =>
  String(said ?? '')
    .split(',')
    .map((kind) => names[kind] ?? kind)
    .join(', ');

/** What is said of lots, processes, shipments and origins. */
export const saidWords = words({
  es: {
    'lots.purchase-already-in-lot': 'Recibos que ya están en un lote: {count}. No se cuentan otra vez.',
    'lots.purchase-void': 'Recibos anulados: {count}. No entran al lote.',
    'lots.purchase-mixed': 'Recibos de otro estado (baba o seco): {count}. No entran a este lote.',
    'lots.purchase-elsewhere': 'Recibos de otro centro: {count}.',
    'lots.purchase-later': 'Recibos con fecha posterior al lote: {count}.',
    'lots.empty': 'Ningún recibo entra a este lote.',
    'lots.code-twice': 'El código {code} ya se usó en este centro.',
    'lots.already-drawn': 'Del lote {code} ya salió cacao: revise los lotes hechos con él.',
    'lots.shipment-twice': 'Ya hay un embarque con el código {code}.',
    'lots.receipt-elsewhere':
      'El recibo corregido ya está en el lote {code}, que es de otro estado o fue anulado: revise el lote.',
    'lots.input-void': 'El lote {code} fue anulado.',
    'lots.before-input': 'El lote {code} es del {on}, posterior a esta fecha.',
    'lots.claim-lost': (p) => `Al mezclar se pierde: ${claims(p['claims'], claimsEs)}. Diga a qué renuncia.`,
    'lots.mixed-states': 'Se mezclan estados distintos: {states}.',
    'lots.state-differs': (p) =>
      `El proceso (${processEs[String(p['process'])] ?? p['process']}) no da ese estado con esos lotes.`,
    'lots.mass-differs': (p) =>
      `Salen ${kg(p['made'])} kg y entraron ${kg(p['drawn'])} kg: al mezclar o dividir el peso no cambia.`,
    'lots.more-out-than-in': (p) =>
      `Salen ${kg(p['made'])} kg y entraron ${kg(p['drawn'])} kg: no puede salir más de lo que entró.`,
    'lots.loss-high': 'Se perdió {loss} % en la fermentación; se espera de 10 a 25 %.',
    'lots.yield-unusual': 'El rendimiento en seco es {percent} %, fuera de lo usual. Revise los pesos.',
    'lots.loss-unexplained': (p) =>
      `Salen ${kg(p['made'])} kg; por la humedad perdida debían salir ${kg(p['expected'])} kg.`,
    'lots.strange-beans': (p) =>
      `Se encontraron ${kg(p['grams'])} kg de más sin prueba de que sean del mismo lote: su origen queda como desconocido.`,
    'lots.wet-shipped': 'Se embarca cacao que no está seco.',
    'lots.unknown-origin': (p) => `El embarque lleva ${kg(p['grams'])} kg sin parcela conocida.`,
    'lots.unknown-lot': 'No se encuentra ese lote o embarque.',
    'lots.lotReceived': 'Lote recibido',
    'lots.lotMade': 'Lote elaborado',
    'lots.lotAdjusted': 'Ajuste de lote',
    'lots.shipmentSent': 'Embarque enviado',
    'lots.receiptCorrected': 'Recibo corregido dentro del lote',
    'lots.state.wet': 'Baba',
    'lots.state.fermented': 'Fermentado',
    'lots.state.dry': 'Seco',
    'lots.state.selected': 'Seleccionado',
    'lots.process.reception': 'Recepción',
    'lots.process.fermentation': 'Fermentación',
    'lots.process.drying': 'Secado',
    'lots.process.selection': 'Selección',
    'lots.process.blending': 'Mezcla',
    'lots.process.splitting': 'División',
    'lots.unknown': 'Origen desconocido',
    'lots.stock': 'Cacao en lotes',
    'lots.process': 'Entradas y mermas de proceso',
    'lots.shipped': 'Cacao embarcado',
    'lots.adjusted': 'Ajustes de inventario',
  },
  en: {
    'lots.purchase-already-in-lot': 'Receipts that are in a lot already: {count}. They do not count again.',
    'lots.purchase-void': 'Receipts taken back: {count}. They do not enter the lot.',
    'lots.purchase-mixed': 'Receipts of another state (wet or dry): {count}. They do not enter this lot.',
    'lots.purchase-elsewhere': 'Receipts of another centre: {count}.',
    'lots.purchase-later': 'Receipts dated after the lot: {count}.',
    'lots.empty': 'No receipt enters this lot.',
    'lots.code-twice': 'Code {code} was used at this centre already.',
    'lots.already-drawn': 'Cocoa was drawn from lot {code} already: check the lots made of it.',
    'lots.shipment-twice': 'There is a shipment with code {code} already.',
    'lots.receipt-elsewhere':
      'The corrected receipt stands in lot {code}, of another state or taken back: check the lot.',
    'lots.input-void': 'Lot {code} was taken back.',
    'lots.before-input': 'Lot {code} is of {on}, after this date.',
    'lots.claim-lost': (p) => `Mixing loses: ${claims(p['claims'], claimsEn)}. Say what is given up.`,
    'lots.mixed-states': 'Different states are mixed: {states}.',
    'lots.state-differs': (p) => `The process (${p['process']}) does not give that state from those lots.`,
    'lots.mass-differs': (p) =>
      `${kg(p['made'])} kg come out and ${kg(p['drawn'])} kg went in: blending and splitting keep the weight.`,
    'lots.more-out-than-in': (p) =>
      `${kg(p['made'])} kg come out and ${kg(p['drawn'])} kg went in: more cannot come out than went in.`,
    'lots.loss-high': '{loss} % was lost in fermentation; 10 to 25 % is expected.',
    'lots.yield-unusual': 'The dry yield is {percent} %, out of the usual. Check the weights.',
    'lots.loss-unexplained': (p) =>
      `${kg(p['made'])} kg come out; by the moisture lost it should be ${kg(p['expected'])} kg.`,
    'lots.strange-beans': (p) =>
      `${kg(p['grams'])} kg more were found without proof that they are of the same lot: their origin stays unknown.`,
    'lots.wet-shipped': 'Cocoa that is not dry is shipped.',
    'lots.unknown-origin': (p) => `The shipment carries ${kg(p['grams'])} kg without a known plot.`,
    'lots.unknown-lot': 'There is no such lot or shipment.',
    'lots.lotReceived': 'Lot received',
    'lots.lotMade': 'Lot made',
    'lots.lotAdjusted': 'Lot adjusted',
    'lots.shipmentSent': 'Shipment sent',
    'lots.receiptCorrected': 'Receipt corrected within its lot',
    'lots.state.wet': 'Wet',
    'lots.state.fermented': 'Fermented',
    'lots.state.dry': 'Dry',
    'lots.state.selected': 'Selected',
    'lots.process.reception': 'Reception',
    'lots.process.fermentation': 'Fermentation',
    'lots.process.drying': 'Drying',
    'lots.process.selection': 'Selection',
    'lots.process.blending': 'Blending',
    'lots.process.splitting': 'Splitting',
    'lots.unknown': 'Unknown origin',
    'lots.stock': 'Cocoa in lots',
    'lots.process': 'Process in, out and loss',
    'lots.shipped': 'Cocoa shipped',
    'lots.adjusted': 'Stock adjustments',
  },
});
