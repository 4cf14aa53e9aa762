/** Kilos without what nobody reads at a glance: 1,234. */
export const wholeKilos = (grams: number): string => String(Math.round(grams / 1000)).replace(/\B(?=(\d{3})+$)/g, ',');

/** Parts per million as a share of a hundred: 8.6 %. */
export const percent = (ppm: number): string => `${Math.round(ppm / 1000) / 10} %`;
