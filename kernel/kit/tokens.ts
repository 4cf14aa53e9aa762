/**
 * The colours, distances and sizes of every screen. `tokens.css` says the same as CSS variables; a test holds the two
 * together and every text colour at 7:1 on the grounds it stands on.
 */
export const colours = {
  paper: '#faf6ee',
  surface: '#fffdf9',
  sunken: '#f3ecdf',
  line: '#e2d6c3',
  ink: '#2a1c12',
  inkSoft: '#54422f',
  cocoa: '#5b3418',
  leaf: '#1d5c34',
  leafSoft: '#e4efe4',
  leafText: '#174a2a',
  amberSoft: '#fbeccb',
  amberText: '#5e3c00',
  redSoft: '#fbe3dc',
  redText: '#7a1d0d',
  blueSoft: '#e1ecf3',
  blueText: '#16405c',
} as const;

/** Ten steps each, light to dark, as the component library wants them. */
export const shades = {
  leaf: ['#edf5ee', '#dcebdf', '#b8d7bf', '#8fc09b', '#67a878', '#438f59', '#2d7545', '#1d5c34', '#174a2a', '#0f3520'],
  sand: ['#faf6ee', '#f3ecdf', '#ebe1d0', '#e2d6c3', '#cdbda5', '#8a7760', '#6d5a45', '#54422f', '#3d2d1f', '#2a1c12'],
  cocoa: ['#f7f0e8', '#ecdfd0', '#d9c0a4', '#c49f77', '#ad7f50', '#936238', '#774a27', '#5b3418', '#45260f', '#2f1908'],
} as const;

export const space = { xs: 4, s: 8, m: 16, l: 24, xl: 40 } as const;
export const radius = { s: 6, m: 10, l: 16 } as const;
/** Smallest thing a thumb in the field has to hit; in the office a mouse needs less. */
export const touch = { phone: 56, office: 36 } as const;

/** Series of a chart, told apart by people who see colours differently. */
export const series = ['#1d5c34', '#b4621a', '#2f6f9f', '#8a3f6b', '#8a7a1f', '#5b3418'] as const;
