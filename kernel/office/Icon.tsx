/** Own line drawings, 24 by 24: one stroke, no font and no package to load. */
const drawings = {
  home: 'M4 11.5 12 4l8 7.5M6 10v9h12v-9M10 19v-5h4v5',
  results: 'M4 20h16M7 16v-5M12 16V6M17 16v-8',
  field: 'M12 20c0-6 1-9 7-12-1 7-3 9-7 10M12 20c0-4-1-7-6-9 1 5 2 7 6 8M12 20v1',
  nursery: 'M8 20h8l1-7H7zM12 13V8M12 9c0-3 2-4 5-4 0 3-2 4-5 4M12 10c0-2-2-3-4-3 0 2 2 3 4 3',
  fund: 'M4 8h16v10H4zM4 8l2-3h12l2 3M12 11v4M9.500 13h5',
  cocoa: 'M12 3c5 2 7 6 7 9s-2 7-7 9c-5-2-7-6-7-9s2-7 7-9M12 3v18M8 7c1.500 3 1.500 7 0 10M16 7c-1.500 3-1.500 7 0 10',
  house:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.100 2.100M16.300 16.300l2.100 2.100M5.600 18.400l2.100-2.100M16.300 7.700l2.100-2.100',
  search: 'M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15.500 15.500 20 20',
  filter: 'M4 6h16M7 12h10M10 18h4',
  columns: 'M4 5h16v14H4zM9.500 5v14M14.500 5v14',
  download: 'M12 4v11M7.500 11 12 15.500 16.500 11M5 20h14',
  upload: 'M12 16V5M7.500 9 12 4.500 16.500 9M5 20h14',
  left: 'M14.500 6 8.500 12l6 6',
  right: 'M9.500 6l6 6-6 6',
  down: 'M6 9.500l6 6 6-6',
  up: 'M6 14.500l6-6 6 6',
  fold: 'M18 6l-6 6 6 6M11 6l-6 6 6 6',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  alert: 'M12 4 3 19.500h18zM12 10v4.500M12 17v.5',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.500 20c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500',
  out: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  device: 'M7 3h10v18H7zM11 18h2',
  plus: 'M12 5v14M5 12h14',
  map: 'M9 5 4 7v12l5-2 6 2 5-2V5l-5 2zM9 5v12M15 7v12',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
} as const;

export type IconName = keyof typeof drawings;

/** Decoration beside words: screen readers pass over it. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
