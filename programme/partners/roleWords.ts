import { words } from '#kernel/pure/words.ts';

/** What each role is called, in the office and on the phone. */
export const roleWords = words({
  es: {
    'partners.role.administrator': 'Administrador',
    'partners.role.programme-manager': 'Gerente del programa',
    'partners.role.me-officer': 'Responsable de seguimiento y evaluación',
    'partners.role.finance-officer': 'Responsable de finanzas',
    'partners.role.technician': 'Técnico de campo',
    'partners.role.inspector': 'Inspector interno',
    'partners.role.promoter': 'Promotor',
    'partners.role.nursery-operator': 'Operador de vivero',
    'partners.role.buyer': 'Comprador del centro de acopio',
    'partners.role.warehouse': 'Almacén',
    'partners.role.auditor': 'Auditor',
    'partners.role.donor': 'Donante',
    'partners.role.producer': 'Productor',
  },
  en: {
    'partners.role.administrator': 'Administrator',
    'partners.role.programme-manager': 'Programme manager',
    'partners.role.me-officer': 'M&E officer',
    'partners.role.finance-officer': 'Finance officer',
    'partners.role.technician': 'Field technician',
    'partners.role.inspector': 'Internal inspector',
    'partners.role.promoter': 'Promoter',
    'partners.role.nursery-operator': 'Nursery operator',
    'partners.role.buyer': 'Buyer at the collection centre',
    'partners.role.warehouse': 'Warehouse',
    'partners.role.auditor': 'Auditor',
    'partners.role.donor': 'Donor',
    'partners.role.producer': 'Producer',
  },
});
