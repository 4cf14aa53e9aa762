import type { OfficePanel } from '#kernel/office/page.ts';

export const lotsPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'lots.traceForward',
    needs: ['lots.traceForward'],
    load: () => import('./office/Destinations.tsx').then((m) => m.DestinationsOfPerson),
  },
  {
    on: 'plot',
    title: 'lots.traceForward',
    needs: ['lots.traceForward'],
    load: () => import('./office/Destinations.tsx').then((m) => m.DestinationsOfPlot),
  },
];
