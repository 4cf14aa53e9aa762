import type { OfficePanel } from '#kernel/office/page.ts';

export const purchasingPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'purchasing.panel',
    needs: ['purchasing.purchases'],
    load: () => import('./office/PurchasesOfPerson.tsx').then((m) => m.PurchasesOfPerson),
  },
  {
    on: 'plot',
    title: 'purchasing.panel.plot',
    needs: ['purchasing.purchases'],
    load: () => import('./office/PurchasesOfPerson.tsx').then((m) => m.PurchasesOfPlot),
  },
];
