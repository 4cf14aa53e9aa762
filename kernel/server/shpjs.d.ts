/** The package brings no types; only what is used here. */
declare module 'shpjs' {
  export function parseShp(shp: ArrayBuffer): unknown[];
  export function parseDbf(dbf: ArrayBuffer, encoding?: string): unknown[];
}
