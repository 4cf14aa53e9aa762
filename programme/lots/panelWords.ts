import { words } from '#kernel/pure/words.ts';

/** Titles of what this capability lends to the pages of a producer and a plot. */
export const lotsPanelWords = words({
  es: {
    'lots.panel': 'Dónde está su cacao',
    'lots.panel.none': 'Su cacao todavía no está en ningún lote.',
    'lots.panel.carried': '{part} de {whole}',
  },
  en: {
    'lots.panel': 'Where the cocoa is',
    'lots.panel.none': 'The cocoa is in no lot yet.',
    'lots.panel.carried': '{part} of {whole}',
  },
});
