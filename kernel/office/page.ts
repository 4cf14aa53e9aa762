import type { ComponentType } from 'react';

/** Groups of the menu, in its order. */
export const navGroups = ['results', 'field', 'nursery', 'fund', 'cocoa', 'house'] as const;
export type NavGroup = (typeof navGroups)[number];

/** A page that a capability adds to the office: `programme/<capability>/office/pages.ts` exports a list of them. */
export interface OfficePage {
  /** `/producers`, `/producers/$id`; the component reads `$id` with `usePathId()`. */
  readonly path: string;
  /** Key of its words: the page's heading and its entry in the menu. */
  readonly title: string;
  /** Where it stands in the menu; a page without a group is reached from others. */
  readonly nav?: NavGroup;
  /** The page above it, for the way back. */
  readonly under?: string;
  /** Questions that the person must be allowed to ask, all of them; otherwise the page is not shown. */
  readonly needs: readonly string[];
  /** Kinds of fact of which the person must be allowed to record one. */
  readonly records?: readonly string[];
  readonly load: () => Promise<ComponentType>;
}

/** True when the page is the person's to open. */
export function mayOpen(
  page: OfficePage,
  may: { ask(question: string): boolean; record(kind: string): boolean },
): boolean {
  return page.needs.every(may.ask) && (page.records?.some(may.record) ?? true);
}

/** A part that a capability lends to another one's page: `programme/<capability>/panels.ts`. */
export interface OfficePanel {
  /** The page it stands on. */
  readonly on: 'producer' | 'plot' | 'lot' | 'home';
  readonly title: string;
  readonly needs: readonly string[];
  readonly load: () => Promise<ComponentType<{ readonly id: string }>>;
}
