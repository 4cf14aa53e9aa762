import { words } from '#kernel/pure/words.ts';

/** Titles of what this capability lends to the pages of a producer and a plot. */
export const purchasingPanelWords = words({
  es: {
    'purchasing.panel': 'Cacao entregado',
    'purchasing.panel.plot': 'Cacao de esta parcela',
  },
  en: {
    'purchasing.panel': 'Cocoa delivered',
    'purchasing.panel.plot': 'Cocoa of this plot',
  },
});
