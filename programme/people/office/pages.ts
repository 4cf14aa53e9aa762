import type { OfficePage } from '#kernel/office/page.ts';

export const peoplePages: readonly OfficePage[] = [
  {
    path: '/producers',
    title: 'people.producers',
    nav: 'field',
    needs: ['people.producers'],
    load: () => import('./ProducersPage.tsx').then((m) => m.ProducersPage),
  },
];
