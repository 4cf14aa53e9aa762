import { words } from '#kernel/pure/words.ts';

/** What the home screen says of inspections. */
export const inspectionTileWords = words({
  es: {
    'certification.phone.inspections': 'Inspecciones',
    'certification.phone.inspection': 'Inspección',
    'certification.phone.all': ({ n }) => (n === 1 ? 'Ver la inspección' : `Ver las ${n} inspecciones`),
    'certification.phone.due': 'Para el {day}',
    'certification.phone.was-due': 'Era para el {day}',
    'certification.phone.nobody': 'Esta persona no está en el teléfono',
    'certification.because.annual': 'Anual',
    'certification.because.new': 'Primera inspección',
    'certification.because.risk': 'Por riesgo',
    'certification.because.sample': 'Por muestra',
    'certification.because.followUp': 'Seguimiento',
    'certification.because.complaint': 'Por queja',
  },
  en: {
    'certification.phone.inspections': 'Inspections',
    'certification.phone.inspection': 'Inspection',
    'certification.phone.all': ({ n }) => (n === 1 ? 'See the inspection' : `See all ${n} inspections`),
    'certification.phone.due': 'Due on {day}',
    'certification.phone.was-due': 'Was due on {day}',
    'certification.phone.nobody': 'This person is not on the phone',
    'certification.because.annual': 'Yearly',
    'certification.because.new': 'First inspection',
    'certification.because.risk': 'By risk',
    'certification.because.sample': 'By sample',
    'certification.because.followUp': 'Follow-up',
    'certification.because.complaint': 'After a complaint',
  },
});
