import type { OfficePanel } from '#kernel/office/page.ts';

export const plotsPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'plots.panel',
    needs: ['plots.ofPerson'],
    load: () => import('./office/PlotsOfPerson.tsx').then((m) => m.PlotsOfPerson),
  },
  {
    on: 'plot',
    title: 'plots.land.panel',
    needs: ['plots.verdict'],
    load: () => import('./office/LandPanel.tsx').then((m) => m.LandPanel),
  },
];
