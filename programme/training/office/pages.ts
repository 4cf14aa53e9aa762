import type { OfficePage } from '#kernel/office/page.ts';

export const trainingPages: readonly OfficePage[] = [
  {
    path: '/trainings',
    title: 'training.page.nav',
    nav: 'field',
    needs: ['training.sessions'],
    load: () => import('./TrainingsPage.tsx').then((m) => m.TrainingsPage),
  },
  {
    path: '/trainings/$id',
    title: 'training.session',
    under: '/trainings',
    needs: ['training.session'],
    load: () => import('./SessionPage.tsx').then((m) => m.SessionPage),
  },
  {
    path: '/promoters',
    title: 'training.promoters',
    nav: 'field',
    needs: ['training.promoters'],
    load: () => import('./PromotersPage.tsx').then((m) => m.PromotersPage),
  },
];
