/**
 * The programme's capabilities, upstream first: whoever comes later may read what comes before, never the other way.
 * Import rules, rebuild and menus read this list.
 */
export const order = [
  'partners',
  'people',
  'plots',
  'training',
  'visits',
  'guides',
  'certification',
  'nursery',
  'fund',
  'purchasing',
  'lots',
  'indicators',
] as const;

export type Capability = (typeof order)[number];
