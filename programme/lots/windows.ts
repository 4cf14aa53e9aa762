import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { storedTable, storeRuleTable } from './storeTables.ts';
import { lotTable } from './tables.ts';

/**
 * What leaves a store that is never emptied may hold any intake back to twice its capacity (land-and-trace 1.2): the lots
 * of that window, beside those that were named. They bring their origins, and no grams.
 */
export function alsoInside(
  target: string,
  sources: readonly string[],
  on: string,
  rows: Rows,
): { readonly lot: string }[] {
  const stores = new Set(sources.flatMap((lot) => rows.need(lotTable, lot).store ?? []));
  if (stores.size === 0) return [];
  rows.together(
    [...stores].flatMap((store) => [rowsWhere(storeRuleTable, 'store', store), rowsWhere(storedTable, 'store', store)]),
  );
  const named = new Set([target, ...sources]);
  const lots = new Set([...stores].flatMap((store) => intakes(store, on, rows)).filter((lot) => !named.has(lot)));
  rows.together([...lots].map((lot) => rowOf(lotTable, lot)));
  return [...lots].sort().map((lot) => ({ lot }));
}

function intakes(store: string, on: string, rows: Rows): string[] {
  const rule = rows
    .where(storeRuleTable, 'store', store)
    .filter((one) => !one.void && one.on_day <= on)
    .sort((a, b) => (a.on_day === b.on_day ? b.number - a.number : a.on_day < b.on_day ? 1 : -1))[0];
  if (!rule?.never_emptied) return [];
  const came = rows
    .where(storedTable, 'store', store)
    .filter((one) => !one.void && one.on_day <= on)
    .sort((a, b) => (a.on_day === b.on_day ? b.number - a.number : a.on_day < b.on_day ? 1 : -1));
  const lots: string[] = [];
  let grams = 0;
  for (const intake of came) {
    lots.push(intake.lot);
    grams += intake.grams;
    if (grams >= 2 * rule.capacity) break;
  }
  return lots;
}
