import type { OfficePage } from '#kernel/office/page.ts';

export const visitsPages: readonly OfficePage[] = [
  {
    path: '/visits',
    title: 'visits.page.nav',
    nav: 'field',
    needs: ['visits.visits'],
    load: () => import('./VisitsPage.tsx').then((m) => m.VisitsPage),
  },
  {
    path: '/visits/$id',
    title: 'visits.visit',
    under: '/visits',
    needs: ['visits.visit'],
    load: () => import('./VisitPage.tsx').then((m) => m.VisitPage),
  },
];
