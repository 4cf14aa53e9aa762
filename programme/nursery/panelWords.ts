import { words } from '#kernel/pure/words.ts';

/** Titles of what this capability lends to the pages of a producer and a plot. */
export const nurseryPanelWords = words({
  es: {
    'nursery.panel': 'Plantones recibidos',
  },
  en: {
    'nursery.panel': 'Seedlings received',
  },
});
