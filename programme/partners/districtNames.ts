import { districtByInei } from '#programme/partners/geography/districts.ts';

/** Names of the districts of Junín, Pasco, Huánuco and Ucayali by INEI code, as JSON; a code from elsewhere says itself. */
export const districtNames = JSON.stringify(
  Object.fromEntries(
    ['10', '12', '19', '25'].flatMap((department) =>
      Array.from({ length: 20 * 40 }, (_, i) => {
        const code = `${department}${two(1 + Math.floor(i / 40))}${two(1 + (i % 40))}`;
        return [code, titled(districtByInei(code)?.name ?? '')] as const;
      }).filter(([, name]) => name !== ''),
    ),
  ),
);

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** `RIO NEGRO` as people write it: `Rio Negro`. */
function titled(name: string): string {
  return name.toLowerCase().replace(/(^|[\s(])\p{L}/gu, (letter) => letter.toUpperCase());
}
