import type { OfficePanel } from '#kernel/office/page.ts';

export const certificationPanels: readonly OfficePanel[] = [
  {
    on: 'producer',
    title: 'certification.panel',
    needs: ['certification.members'],
    load: () => import('./office/CertificationOfPerson.tsx').then((m) => m.CertificationOfPerson),
  },
];
