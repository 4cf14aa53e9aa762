import { words } from '#kernel/pure/words.ts';

/** What the home screen and the tray say beyond the shell's own words. */
export const homeWords = words({
  es: {
    'phone.not-in-it': (w) => (w['n'] === 1 ? '1 aún no cuenta' : `${w['n']} aún no cuentan`),
    'phone.not-counted-yet': 'Aún no cuenta: {what}.',
    'phone.count-other': (w) => (w['n'] === 1 ? '1 registro más' : `${w['n']} registros más`),
    'phone.sun': 'Modo sol',
    'phone.sun-on': 'Encendido: negro sobre blanco',
    'phone.sun-off': 'Para leer a pleno sol',
    'phone.correct': 'Corregir',
    'phone.correct-begun': 'Tiene un formulario igual sin terminar. Guárdelo primero y después corrija este registro.',
    'phone.to-void': 'Ver el comprobante y anularlo',
  },
  en: {
    'phone.not-in-it': (w) => (w['n'] === 1 ? '1 does not count yet' : `${w['n']} do not count yet`),
    'phone.not-counted-yet': 'Not counted yet: {what}.',
    'phone.count-other': (w) => (w['n'] === 1 ? '1 more record' : `${w['n']} more records`),
    'phone.sun': 'Sun mode',
    'phone.sun-on': 'On: black on white',
    'phone.sun-off': 'For reading in full sun',
    'phone.correct': 'Correct',
    'phone.correct-begun': 'A form of the same kind is not finished. Save that one first, then correct this record.',
    'phone.to-void': 'See the receipt and take it back',
  },
});
