import type { OfficePanel } from '#kernel/office/page.ts';

export const indicatorsPanels: readonly OfficePanel[] = [
  {
    on: 'home',
    title: 'indicators.panel',
    needs: ['indicators.results'],
    load: () => import('./office/HeadlineResults.tsx').then((m) => m.HeadlineResults),
  },
];
