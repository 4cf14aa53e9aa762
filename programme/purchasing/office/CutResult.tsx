import { ShareChart } from '#kernel/office/chartShares.tsx';
import { countText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import type { Grade } from '../rules.ts';
import type { CutTest } from '../terms.ts';

const classes = [
  ['fermented', '#5b3418'],
  ['violet', '#8a3f6b'],
  ['slaty', '#6f7a80'],
  ['mouldy', '#8a7a1f'],
  ['infested', '#7a1d0d'],
] as const;

/** The beans of a cut test by class; what was not counted as any is well and brown. */
export function CutResult({ cut, grade }: { readonly cut: CutTest; readonly grade: Grade }) {
  const say = useSay();
  const rest = cut.beans - classes.reduce((sum, [name]) => sum + cut[name], 0);
  return (
    <ShareChart
      title={say('purchasing.page.cut', { beans: countText(cut.beans) })}
      note={say(`purchasing.grade.${grade}`)}
      what={say('purchasing.page.class')}
      parts={[
        ...classes.map(([name, colour]) => ({
          key: name,
          label: say(`purchasing.cut.${name}`),
          value: cut[name],
          colour,
        })),
        ...(rest > 0 ? [{ key: 'rest', label: say('purchasing.page.unclassed'), value: rest, colour: '#c9b79b' }] : []),
      ]}
      format={countText}
    />
  );
}
