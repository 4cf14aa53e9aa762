import { usePage } from '#kernel/office/ask.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { usePresent } from '#kernel/office/session.tsx';

/** Units of the book in words: soles, kilos, plants of a clone, pieces of a kit. */
export function useUnits(): (unit: string) => string {
  const { say, knows } = useSpeaking();
  const { may } = usePresent();
  const clones = usePage('nursery.clones', { size: 200 }, may.ask('nursery.clones'));
  const goods = usePage('fund.goods', { size: 200 }, may.ask('fund.goods'));
  const named = (rows: readonly Readonly<Record<string, unknown>>[] | undefined, id: string) =>
    String(rows?.find((row) => row['id'] === id)?.['name'] ?? '');
  return (unit) => {
    const [kind = '', id = ''] = unit.split(':');
    if (kind === 'plants') return say('fund.page.plants-of', { name: named(clones.data?.value.rows, id) });
    if (kind === 'kit') return say('fund.page.kits-of', { name: named(goods.data?.value.rows, id) });
    return knows(`unit.${unit}`) ? say(`unit.${unit}`) : unit;
  };
}
