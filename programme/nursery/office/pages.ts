import type { OfficePage } from '#kernel/office/page.ts';

export const nurseryPages: readonly OfficePage[] = [
  {
    path: '/nurseries',
    title: 'nursery.nurseries',
    nav: 'nursery',
    needs: ['nursery.nurseries'],
    load: () => import('./NurseriesPage.tsx').then((m) => m.NurseriesPage),
  },
  {
    path: '/nurseries/$id',
    title: 'nursery.nursery',
    under: '/nurseries',
    needs: ['nursery.nursery'],
    load: () => import('./NurseryPage.tsx').then((m) => m.NurseryPage),
  },
  {
    path: '/batches',
    title: 'nursery.batches',
    nav: 'nursery',
    needs: ['nursery.batches'],
    load: () => import('./BatchesPage.tsx').then((m) => m.BatchesPage),
  },
  {
    path: '/batches/$id',
    title: 'nursery.batch',
    under: '/batches',
    needs: ['nursery.batch'],
    load: () => import('./BatchPage.tsx').then((m) => m.BatchPage),
  },
  {
    path: '/seedling-sales',
    title: 'nursery.sales',
    nav: 'nursery',
    needs: ['nursery.sales'],
    load: () => import('./SalesPage.tsx').then((m) => m.SalesPage),
  },
  {
    path: '/seedling-sales/$id',
    title: 'nursery.sale',
    under: '/seedling-sales',
    needs: ['nursery.sale'],
    load: () => import('./SalePage.tsx').then((m) => m.SalePage),
  },
];
