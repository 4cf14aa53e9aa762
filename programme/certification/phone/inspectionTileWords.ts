import { words } from '#kernel/pure/words.ts';

/** What the home screen says of inspections. */
export const inspectionTileWords = words({
  es: {
    'certification.phone.inspections': 'Inspecciones',
    'certification.phone.inspection': 'Inspección',
  },
  en: {
    'certification.phone.inspections': 'Inspections',
    'certification.phone.inspection': 'Inspection',
  },
});
