import type { OfficePanel } from '#kernel/office/page.ts';

export const fundPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'fund.panel',
    needs: ['fund.credits'],
    load: () => import('./office/CreditsOfPerson.tsx').then((m) => m.CreditsOfPerson),
  },
];
