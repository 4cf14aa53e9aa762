import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { BarChart } from '#kernel/office/chartBars.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { shareText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import type { survival } from '../figureQueries.ts';

/** Plants found alive of those planted, by how long ago they were sold. */
export function Survival() {
  const say = useSay();
  const asked = useAsk<typeof survival>('nursery.survival', {}, { facts: true });
  return (
    <Asked of={asked} height={300}>
      {(ages, facts) => (
        <>
          <BarChart
            title={say('nursery.survival')}
            note={say('nursery.page.survival-note')}
            what={say('nursery.page.age')}
            series={[{ key: 'alive', label: say('nursery.page.alive') }]}
            bars={ages.map((age) => ({
              key: String(age.months),
              label: say('nursery.page.months', { from: age.months, to: age.months + 5 }),
              values: { alive: age.planted === 0 ? 0 : (age.alive / age.planted) * 1_000_000 },
            }))}
            format={shareText}
          />
          <Counted facts={facts} />
        </>
      )}
    </Asked>
  );
}
