import type { OfficePanel } from '#kernel/office/page.ts';

export const trainingPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'training.panel',
    needs: ['training.attendance'],
    load: () => import('./office/TrainingsOfPerson.tsx').then((m) => m.TrainingsOfPerson),
  },
];
