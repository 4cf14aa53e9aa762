import type { OfficePanel } from '#kernel/office/page.ts';

export const lotsPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'lots.panel',
    needs: ['lots.traceForward'],
    load: () => import('./office/LotsAhead.tsx').then((m) => m.LotsOfPerson),
  },
  {
    on: 'plot',
    title: 'lots.panel',
    needs: ['lots.traceForward'],
    load: () => import('./office/LotsAhead.tsx').then((m) => m.LotsOfPlot),
  },
];
