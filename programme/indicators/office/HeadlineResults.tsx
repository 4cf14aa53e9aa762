import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import type { results } from '../queries.ts';
import { Amount } from './Amount.tsx';
import { byCode } from './figures.ts';

const headlines = [
  'producers_reached',
  'producers_trained',
  'producers_income_up',
  'seedlings_produced',
  'fund_capital',
  'drying_kits_financed',
  'cocoa_bought_kg',
  'women_share',
];

/** The figures that people ask for first, for the life of the programme. */
export function HeadlineResults() {
  const say = useSay();
  const asked = useAsk<typeof results>('indicators.results');
  return (
    <Asked of={asked}>
      {(value) => {
        const all = byCode(value);
        return (
          <>
            <div className="cards">
              {headlines.map((code) => {
                const result = all.get(code)?.get('life');
                return (
                  result && (
                    <GoTo key={code} to={`/results/${code}`} className="figure figure-link">
                      <span className="figure-label">{say(`indicators.${code}`)}</span>
                      <Amount of={result} />
                    </GoTo>
                  )
                );
              })}
            </div>
            <p className="after-cards">
              <GoTo to="/results" className="text-link">
                {say('indicators.panel.all')}
              </GoTo>
            </p>
          </>
        );
      }}
    </Asked>
  );
}
