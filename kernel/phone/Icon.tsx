const paths = {
  back: 'M15 5l-7 7 7 7',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.6-6.5 8-6.5s8 2.5 8 6.5',
  add: 'M12 5v14M5 12h14',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.4 2.9-5.5 6.5-5.5s6.5 2.1 6.5 5.5M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.9c2.2.7 3.5 2.5 3.5 5.1',
  training: 'M3 5h18v11H3zM12 16v5M8 21h8M7 9h6M7 12h4',
  tray: 'M4 13l2.5-8h11L20 13v6H4zM4 13h5l1.5 2.5h3L15 13h5',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 4.5v5M8 14.5v5',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
  check: 'M5 12.5l4.5 4.5L19 7',
  warn: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.3',
  cloud: 'M7 18a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 10a4 4 0 0 1-.5 8z',
  send: 'M12 19V6M6 11.5L12 5.5l6 6',
  forward: 'M9 5l7 7-7 7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5V12l3 2',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2.500M12 19v2.500M2.500 12H5M19 12h2.500M5.300 5.300l1.700 1.700M17 17l1.700 1.700M18.700 5.300L17 7M7 17l-1.700 1.700',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.500v2.500H14zM18.500 18.500H21M14 20.500h2M20.500 14v2',
  card: 'M3 6h18v12H3zM7 14.500h5M7 10.500h3M15 10h3v4.500h-3z',
  place:
    'M12 21c4.5-5 7-8.5 7-11.5A7 7 0 0 0 5 9.5C5 12.500 7.500 16 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  scale: 'M12 4v16M7 20h10M5 7h14M5 7l-2.500 6h5zM19 7l-2.500 6h5z',
  cash: 'M3 7h18v10H3zM12 14.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM6 10v4M18 10v4',
  plant: 'M12 21v-9M12 12c0-4 3-7 8-7 0 4-3 7-8 7zM12 16c0-3-2.500-5.500-7-5.500 0 3.500 2.500 5.500 7 5.500z',
  camera: 'M4 8h3.500l2-2.500h5l2 2.500H20v11H4zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z',
  walk: 'M13 6a1.800 1.800 0 1 0 0-3.600A1.800 1.800 0 0 0 13 6zM12.500 8.500L9 11v4M12.500 8.500l2 4 3 1.500M12.500 8.500L11 14l3 3v4.500M10.500 16l-2.500 5.500',
} as const;
export type IconName = keyof typeof paths;

/** A line drawing beside words; never alone. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
