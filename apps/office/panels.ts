import type { OfficePanel } from '#kernel/office/page.ts';
import { certificationPanels } from '#programme/certification/panels.ts';
import { fundPanels } from '#programme/fund/panels.ts';
import { indicatorsPanels } from '#programme/indicators/panels.ts';
import { lotsPanels } from '#programme/lots/panels.ts';
import { nurseryPanels } from '#programme/nursery/panels.ts';
import { plotsPanels } from '#programme/plots/panels.ts';
import { purchasingPanels } from '#programme/purchasing/panels.ts';
import { trainingPanels } from '#programme/training/panels.ts';
import { visitsPanels } from '#programme/visits/panels.ts';

/** Every part that a capability lends to another one's page, in reading order. */
export const allPanels: readonly OfficePanel[] = [
  ...indicatorsPanels,
  ...plotsPanels,
  ...trainingPanels,
  ...visitsPanels,
  ...certificationPanels,
  ...nurseryPanels,
  ...fundPanels,
  ...purchasingPanels,
  ...lotsPanels,
];
