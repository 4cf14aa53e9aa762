import type { OfficePage } from '#kernel/office/page.ts';
import { fundPages } from '#programme/fund/office/pages.ts';
import { lotsPages } from '#programme/lots/office/pages.ts';
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
  ...peoplePages,
  ...plotsPages,
  ...trainingPages,
  ...visitsPages,
  ...fundPages,
  ...purchasingPages,
  ...lotsPages,
  ...registerPages,
];
