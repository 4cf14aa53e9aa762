import type { OfficePage } from '#kernel/office/page.ts';

export const purchasingPages: readonly OfficePage[] = [
  {
    path: '/purchases',
    title: 'purchasing.purchases',
    nav: 'cocoa',
    needs: ['purchasing.purchases'],
    load: () => import('./PurchasesPage.tsx').then((m) => m.PurchasesPage),
  },
  {
    path: '/purchases/$id',
    title: 'purchasing.purchase',
    under: '/purchases',
    needs: ['purchasing.purchase'],
    load: () => import('./PurchasePage.tsx').then((m) => m.PurchasePage),
  },
  {
    path: '/centres',
    title: 'purchasing.centres',
    nav: 'cocoa',
    needs: ['purchasing.centres'],
    load: () => import('./CentresPage.tsx').then((m) => m.CentresPage),
  },
  {
    path: '/centres/$id',
    title: 'purchasing.centre',
    under: '/centres',
    needs: ['purchasing.centre'],
    load: () => import('./CentrePage.tsx').then((m) => m.CentrePage),
  },
  {
    path: '/prices',
    title: 'purchasing.prices',
    nav: 'cocoa',
    needs: ['purchasing.prices'],
    load: () => import('./PricesPage.tsx').then((m) => m.PricesPage),
  },
  {
    path: '/signs',
    title: 'purchasing.signals',
    nav: 'cocoa',
    needs: ['purchasing.signals', 'purchasing.signal'],
    load: () => import('./SignalsPage.tsx').then((m) => m.SignalsPage),
  },
  {
    path: '/buying-rules',
    title: 'purchasing.terms',
    nav: 'cocoa',
    needs: ['purchasing.terms'],
    load: () => import('./TermsPage.tsx').then((m) => m.TermsPage),
  },
];
