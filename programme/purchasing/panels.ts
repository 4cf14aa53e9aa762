import type { OfficePanel } from '#kernel/office/page.ts';

export const purchasingPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'purchasing.page.panel',
    needs: ['purchasing.producerDeliveries'],
    load: () => import('./office/DeliveriesOfPerson.tsx').then((m) => m.DeliveriesOfPerson),
  },
  {
    on: 'plot',
    title: 'purchasing.page.panel-plot',
    needs: ['purchasing.purchases'],
    load: () => import('./office/DeliveriesOfPlot.tsx').then((m) => m.DeliveriesOfPlot),
  },
];
