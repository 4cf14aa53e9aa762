import type { OfficePanel } from '#kernel/office/page.ts';

export const nurseryPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'nursery.page.panel',
    needs: ['nursery.sales'],
    load: () => import('./office/SeedlingsOfPerson.tsx').then((m) => m.SeedlingsOfPerson),
  },
];
