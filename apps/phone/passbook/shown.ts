import { soles } from '#kernel/pure/quantity.ts';

/** Kilos without what nobody reads at a glance: 1,234. */
export const wholeKilos = (grams: number): string => String(Math.round(grams / 1000)).replace(/\B(?=(\d{3})+$)/g, ',');

/** Parts per million as a share of a hundred: 8.6 %. */
export const percent = (ppm: number): string => `${Math.round(ppm / 1000) / 10} %`;

/** Money that is not broken in two at the end of a line. */
export const money = (centimos: number): string => soles(centimos).replace(' ', '\u00a0');
