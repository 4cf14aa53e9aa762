import { words } from '#kernel/pure/words.ts';

/** Titles, column headings and field labels. */
export const indicatorsScreenWords = words({
  es: {
    'indicators.results': 'Resultados',
  },
  en: {
    'indicators.results': 'Results',
  },
});
