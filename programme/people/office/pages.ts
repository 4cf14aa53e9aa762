import type { OfficePage } from '#kernel/office/page.ts';

export const peoplePages: readonly OfficePage[] = [
  {
    path: '/producers',
    title: 'people.producers',
    nav: 'field',
    needs: ['people.producers'],
    load: () => import('./ProducersPage.tsx').then((m) => m.ProducersPage),
  },
  {
    path: '/producers/$id',
    title: 'people.producer',
    under: '/producers',
    needs: ['people.producer'],
    load: () => import('./ProducerPage.tsx').then((m) => m.ProducerPage),
  },
  {
    path: '/cards',
    title: 'people.cards',
    under: '/producers',
    needs: ['people.cards'],
    load: () => import('./CardsPage.tsx').then((m) => m.CardsPage),
  },
  {
    path: '/reports',
    title: 'people.reports',
    nav: 'field',
    needs: ['people.reports'],
    load: () => import('./ReportsPage.tsx').then((m) => m.ReportsPage),
  },
];

/** Work on the register itself, which stands with the administration. */
export const registerPages: readonly OfficePage[] = [
  {
    path: '/duplicates',
    title: 'people.duplicates',
    nav: 'house',
    needs: ['people.duplicates'],
    load: () => import('./DuplicatesPage.tsx').then((m) => m.DuplicatesPage),
  },
  {
    path: '/erasures',
    title: 'people.erasures',
    nav: 'house',
    needs: ['people.erasures'],
    load: () => import('./ErasuresPage.tsx').then((m) => m.ErasuresPage),
  },
];
