import { words } from '#kernel/pure/words.ts';

const of =
  (one: string, many: string) =>
  ({ n }: Readonly<Record<string, unknown>>) =>
    n === 1 ? `1 ${one}` : `${String(n)} ${many}`;

/** So many records of a kind, as they are spoken of: “2 visitas”. What is not here is said as “2 registros más”. */
export const countWords = words({
  es: {
    'count.people.producerRegistered': of('productor', 'productores'),
    'count.people.householdRegistered': of('hogar', 'hogares'),
    'count.people.producerCorrected': of('corrección', 'correcciones'),
    'count.people.consentChanged': of('permiso', 'permisos'),
    'count.training.sessionHeld': of('capacitación', 'capacitaciones'),
    'count.visits.visitMade': of('visita', 'visitas'),
    'count.visits.baselineTaken': of('línea base', 'líneas base'),
    'count.plots.plotRegistered': of('parcela', 'parcelas'),
    'count.plots.boundaryMapped': of('mapa', 'mapas'),
    'count.nursery.plantsLost': of('pérdida', 'pérdidas'),
    'count.nursery.seedlingsSold': of('venta de plantas', 'ventas de plantas'),
    'count.fund.repaymentReceived': of('pago', 'pagos'),
    'count.purchasing.cocoaBought': of('compra', 'compras'),
  },
  en: {
    'count.people.producerRegistered': of('producer', 'producers'),
    'count.people.householdRegistered': of('household', 'households'),
    'count.people.producerCorrected': of('correction', 'corrections'),
    'count.people.consentChanged': of('consent', 'consents'),
    'count.training.sessionHeld': of('training', 'trainings'),
    'count.visits.visitMade': of('visit', 'visits'),
    'count.visits.baselineTaken': of('baseline', 'baselines'),
    'count.plots.plotRegistered': of('plot', 'plots'),
    'count.plots.boundaryMapped': of('map', 'maps'),
    'count.nursery.plantsLost': of('loss', 'losses'),
    'count.nursery.seedlingsSold': of('sale of plants', 'sales of plants'),
    'count.fund.repaymentReceived': of('repayment', 'repayments'),
    'count.purchasing.cocoaBought': of('purchase', 'purchases'),
  },
});
