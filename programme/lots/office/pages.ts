import type { OfficePage } from '#kernel/office/page.ts';

export const lotsPages: readonly OfficePage[] = [
  {
    path: '/lots',
    title: 'lots.lots',
    nav: 'cocoa',
    needs: ['lots.lots'],
    load: () => import('./LotsPage.tsx').then((m) => m.LotsPage),
  },
  {
    path: '/lots/$id',
    title: 'lots.lot',
    under: '/lots',
    needs: ['lots.lot'],
    load: () => import('./LotPage.tsx').then((m) => m.LotPage),
  },
  {
    path: '/shipments',
    title: 'lots.shipments',
    nav: 'cocoa',
    needs: ['lots.shipments'],
    load: () => import('./ShipmentsPage.tsx').then((m) => m.ShipmentsPage),
  },
  {
    path: '/post-harvest',
    title: 'lots.page.harvest',
    nav: 'cocoa',
    needs: ['lots.batches', 'lots.transfers', 'lots.counts', 'lots.samples', 'lots.stores'],
    load: () => import('./HarvestPage.tsx').then((m) => m.HarvestPage),
  },
  {
    path: '/mass-balance',
    title: 'lots.page.balance',
    nav: 'cocoa',
    needs: ['lots.massBalance', 'lots.losses', 'lots.premiums'],
    load: () => import('./BalancePage.tsx').then((m) => m.BalancePage),
  },
  {
    path: '/shipments/changed',
    title: 'lots.verdictsChanged',
    under: '/shipments',
    needs: ['lots.verdictsChanged'],
    load: () => import('./ChangedPage.tsx').then((m) => m.ChangedPage),
  },
  {
    path: '/shipments/$id',
    title: 'lots.shipment',
    under: '/shipments',
    needs: ['lots.shipment'],
    load: () => import('./ShipmentPage.tsx').then((m) => m.ShipmentPage),
  },
];
