import { words } from '#kernel/pure/words.ts';

/** Titles of what this capability lends to the pages of a producer and a plot. */
export const fundPanelWords = words({
  es: {
    'fund.panel': 'Créditos y equipos',
    'fund.panel.owes': 'Ver su estado de cuenta',
  },
  en: {
    'fund.panel': 'Credits and equipment',
    'fund.panel.owes': 'See the statement of account',
  },
});
