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
  {
    path: '/money',
    title: 'indicators.page.money',
    nav: 'results',
    needs: ['indicators.rates', 'indicators.funding', 'indicators.reports'],
    load: () => import('./MoneyPage.tsx').then((m) => m.MoneyPage),
  },
  {
    path: '/frozen-reports',
    title: 'indicators.reports',
    nav: 'results',
    needs: ['indicators.reports'],
    load: () => import('./ReportsPage.tsx').then((m) => m.ReportsPage),
  },
  {
    path: '/frozen-reports/$id',
    title: 'indicators.report',
    under: '/frozen-reports',
    needs: ['indicators.report', 'indicators.restated'],
    load: () => import('./ReportPage.tsx').then((m) => m.ReportPage),
  },
];
