import { words } from '#kernel/pure/words.ts';
import { indicatorsScreenWords } from './screenWords.ts';

/** What is said of targets, counting and reports. */
export const indicatorsWords = words({
  es: {
    ...indicatorsScreenWords.es,
    'indicators.unknown-code': 'No hay un indicador con el código {code}.',
    'indicators.unknown-period': 'No hay un período «{period}» en el programa.',
    'indicators.figure-twice': 'Un mismo indicador y período figura dos veces en el reporte.',
    'indicators.not-counted-yet': 'El reporte dice contar hechos que todavía no están en el registro.',
    'indicators.unknown-report': 'No se encuentra ese reporte.',
    'indicators.no-programme': 'El programa todavía no tiene fecha de inicio.',
    'indicators.targetSet': 'Meta fijada',
    'indicators.countingAgreed': 'Reglas de conteo acordadas',
    'indicators.reportSubmitted': 'Reporte presentado',
    'indicators.fundingAgreed': 'Financiamiento acordado',
    'indicators.exchangeRateNoted': 'Tipo de cambio anotado',
    'indicators.funding-ends-first': 'El financiamiento termina antes de empezar.',
    'indicators.no-month': 'Escriba el mes como 2021-03.',
    'indicators.not-your-share': 'Puede ver lo que financió su propia organización.',
  },
  en: {
    ...indicatorsScreenWords.en,
    'indicators.unknown-code': 'There is no indicator with the code {code}.',
    'indicators.unknown-period': 'The programme has no period “{period}”.',
    'indicators.figure-twice': 'The same indicator and period stands twice in the report.',
    'indicators.not-counted-yet': 'The report claims to count facts that are not in the log yet.',
    'indicators.unknown-report': 'There is no such report.',
    'indicators.no-programme': 'The programme has no start day yet.',
    'indicators.targetSet': 'Target set',
    'indicators.countingAgreed': 'Counting rules agreed',
    'indicators.reportSubmitted': 'Report submitted',
    'indicators.fundingAgreed': 'Funding agreed',
    'indicators.exchangeRateNoted': 'Exchange rate noted',
    'indicators.funding-ends-first': 'The funding ends before it starts.',
    'indicators.no-month': 'Write the month as 2021-03.',
    'indicators.not-your-share': 'You may see what your own organisation paid for.',
  },
});
