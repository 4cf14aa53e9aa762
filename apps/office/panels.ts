import type { OfficePanel } from '#kernel/office/page.ts';

/** Every part that a capability lends to another one's page, in reading order. */
export const allPanels: readonly OfficePanel[] = [];
