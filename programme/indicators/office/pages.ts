import type { OfficePage } from '#kernel/office/page.ts';

export const indicatorsPages: readonly OfficePage[] = [
  {
    path: '/results',
    title: 'indicators.results',
    nav: 'results',
    needs: ['indicators.results', 'indicators.definitions'],
    load: () => import('./ResultsPage.tsx').then((m) => m.ResultsPage),
  },
  {
    path: '/results/$id',
    title: 'indicators.page.figure',
    under: '/results',
    needs: ['indicators.results', 'indicators.breakdown', 'indicators.series'],
    load: () => import('./ResultPage.tsx').then((m) => m.ResultPage),
  },
];
