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
    path: '/plots/$id',
    title: 'plots.plot',
    under: '/plots',
    needs: ['plots.plot'],
    load: () => import('./PlotPage.tsx').then((m) => m.PlotPage),
  },
];
