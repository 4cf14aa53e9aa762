import type { OfficePanel } from '#kernel/office/page.ts';

export const fundPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'fund.page.panel',
    needs: ['fund.loan'],
    load: () => import('./office/LoanOfPerson.tsx').then((m) => m.LoanOfPerson),
  },
];
