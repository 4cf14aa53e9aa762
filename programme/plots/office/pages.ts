import type { OfficePage } from '#kernel/office/page.ts';

export const plotsPages: readonly OfficePage[] = [
  {
    path: '/plots',
    title: 'plots.plots',
    nav: 'field',
    needs: ['plots.plots', 'plots.shapes'],
    load: () => import('./PlotsPage.tsx').then((m) => m.PlotsPage),
  },
  {
    path: '/plot-review',
    title: 'plots.review',
    nav: 'field',
    needs: ['plots.review', 'plots.repair', 'plots.plot'],
    load: () => import('./ReviewPage.tsx').then((m) => m.ReviewPage),
  },
  {
    path: '/plots/limits',
    title: 'plots.limits',
    under: '/plots',
    needs: ['plots.limits'],
    load: () => import('./LimitsPage.tsx').then((m) => m.LimitsPage),
  },
  {
    path: '/plots/$id',
    title: 'plots.plot',
    under: '/plots',
    needs: ['plots.plot'],
    load: () => import('./PlotPage.tsx').then((m) => m.PlotPage),
  },
  {
    path: '/screening',
    title: 'plots.screening.page',
    nav: 'field',
    needs: ['plots.screening', 'plots.verdicts'],
    load: () => import('./ScreeningPage.tsx').then((m) => m.ScreeningPage),
  },
  {
    path: '/screening/cases/$id',
    title: 'plots.case',
    under: '/screening',
    needs: ['plots.case'],
    load: () => import('./CasePage.tsx').then((m) => m.CasePage),
  },
  {
    path: '/screening/layers/$id',
    title: 'plots.layer',
    under: '/screening',
    needs: ['plots.layer'],
    load: () => import('./LayerPage.tsx').then((m) => m.LayerPage),
  },
];
