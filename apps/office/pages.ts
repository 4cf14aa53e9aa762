import type { OfficePage } from '#kernel/office/page.ts';
import { certificationPages } from '#programme/certification/office/pages.ts';
import { fundPages } from '#programme/fund/office/pages.ts';
import { indicatorsPages } from '#programme/indicators/office/pages.ts';
import { lotsPages } from '#programme/lots/office/pages.ts';
import { nurseryPages } from '#programme/nursery/office/pages.ts';
import { partnersPages } from '#programme/partners/office/pages.ts';
import { peoplePages, registerPages } from '#programme/people/office/pages.ts';
import { plotsPages } from '#programme/plots/office/pages.ts';
import { purchasingPages } from '#programme/purchasing/office/pages.ts';
import { trainingPages } from '#programme/training/office/pages.ts';
import { visitsPages } from '#programme/visits/office/pages.ts';

/** Every page of the office, in the order of the menu. */
export const allPages: readonly OfficePage[] = [
  {
    path: '/',
    title: 'office.home',
    needs: [],
    load: () => import('./HomePage.tsx').then((m) => m.HomePage),
  },
  ...indicatorsPages,
  ...peoplePages,
  ...plotsPages,
  ...trainingPages,
  ...visitsPages,
  ...nurseryPages,
  ...fundPages,
  ...purchasingPages,
  ...lotsPages,
  ...certificationPages,
  {
    path: '/record',
    title: 'record.page',
    nav: 'house',
    needs: [],
    // Whoever may record any of these finds the page; what stands on it are her own kinds.
    records: ['people.householdRegistered', 'fund.repaymentReceived', 'lots.lotMade', 'purchasing.cashBrought'],
    load: () => import('./RecordPage.tsx').then((m) => m.RecordPage),
  },
  {
    path: '/import',
    title: 'import.page',
    nav: 'house',
    needs: [],
    records: [
      'people.producerRegistered',
      'plots.plotRegistered',
      'training.attendanceRecorded',
      'purchasing.cocoaBought',
    ],
    load: () => import('./ImportPage.tsx').then((m) => m.ImportPage),
  },
  {
    path: '/sync',
    title: 'sync.page',
    nav: 'house',
    needs: ['ledger.facts'],
    load: () => import('./SyncPage.tsx').then((m) => m.SyncPage),
  },
  ...registerPages,
  ...partnersPages,
];
