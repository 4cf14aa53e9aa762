import type { OfficePage } from '#kernel/office/page.ts';

export const partnersPages: readonly OfficePage[] = [
  {
    path: '/staff',
    title: 'partners.people',
    nav: 'house',
    needs: ['partners.people'],
    load: () => import('./StaffPage.tsx').then((m) => m.StaffPage),
  },
  {
    path: '/staff/$id',
    title: 'partners.staff',
    under: '/staff',
    needs: ['partners.staff'],
    load: () => import('./MemberPage.tsx').then((m) => m.MemberPage),
  },
  {
    path: '/devices',
    title: 'partners.devices',
    nav: 'house',
    needs: ['ledger.devices', 'ledger.device'],
    load: () => import('./DevicesPage.tsx').then((m) => m.DevicesPage),
  },
  {
    path: '/devices/$id',
    title: 'partners.device',
    under: '/devices',
    needs: ['ledger.device'],
    load: () => import('./DevicePage.tsx').then((m) => m.DevicePage),
  },
  {
    path: '/organisations',
    title: 'partners.organisations',
    nav: 'house',
    needs: ['partners.organisations'],
    load: () => import('./OrganisationsPage.tsx').then((m) => m.OrganisationsPage),
  },
  {
    path: '/zones',
    title: 'partners.zones',
    nav: 'house',
    needs: ['partners.zones', 'partners.zone'],
    load: () => import('./ZonesPage.tsx').then((m) => m.ZonesPage),
  },
];
