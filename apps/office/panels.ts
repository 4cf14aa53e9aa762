import type { OfficePanel } from '#kernel/office/page.ts';
import { indicatorsPanels } from '#programme/indicators/panels.ts';
import { plotsPanels } from '#programme/plots/panels.ts';
import { trainingPanels } from '#programme/training/panels.ts';
import { visitsPanels } from '#programme/visits/panels.ts';

/** Every part that a capability lends to another one's page, in reading order. */
export const allPanels: readonly OfficePanel[] = [
  ...indicatorsPanels,
  ...plotsPanels,
  ...trainingPanels,
  ...visitsPanels,
];
