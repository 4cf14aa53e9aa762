import type { OfficePanel } from '#kernel/office/page.ts';

export const visitsPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'visits.panel',
    needs: ['visits.visits'],
    load: () => import('./office/VisitsOfPerson.tsx').then((m) => m.VisitsOfPerson),
  },
];
