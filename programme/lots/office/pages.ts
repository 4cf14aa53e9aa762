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
    path: '/shipments/$id',
    title: 'lots.shipment',
    under: '/shipments',
    needs: ['lots.shipment'],
    load: () => import('./ShipmentPage.tsx').then((m) => m.ShipmentPage),
  },
];
