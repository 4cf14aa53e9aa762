import { words } from '#kernel/pure/words.ts';

/** What the warehouse's screen says. */
export const lotsPhoneWords = words({
  es: {
    'lots.phone.store': 'Lotes en almacén',
    'lots.phone.batches': 'Fermentación y secado',
    'lots.phone.empty': 'No hay lotes en el almacén.',
    'lots.phone.certified': 'certificado',
    'lots.phone.state.wet': 'Baba',
    'lots.phone.state.fermented': 'Fermentado',
    'lots.phone.state.dry': 'Seco',
    'lots.phone.state.selected': 'Seleccionado',
  },
  en: {
    'lots.phone.store': 'Lots in the store',
    'lots.phone.batches': 'Fermentation and drying',
    'lots.phone.empty': 'There are no lots in the store.',
    'lots.phone.certified': 'certified',
    'lots.phone.state.wet': 'Wet',
    'lots.phone.state.fermented': 'Fermented',
    'lots.phone.state.dry': 'Dry',
    'lots.phone.state.selected': 'Selected',
  },
});
