import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { numberText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { Section } from '#kernel/office/PageHead.tsx';
import type { dollars } from '../dollars.ts';
import { figureText, periodText } from './figures.ts';

/** Results in money as the donor reads them: soles are the truth, dollars come from the rate of each month. */
export function DollarsTable({ funder }: { readonly funder: string | undefined }) {
  const say = useSay();
  return (
    <Section
      title={say('indicators.dollars')}
      tools={
        <GoTo className="text-link" to="/money">
          {say('indicators.page.see-rates')}
        </GoTo>
      }
      flush
    >
      <p className="page-about">{say('indicators.page.dollars-about')}</p>
      <Asked of={useAsk<typeof dollars>('indicators.dollars', { funder })} height={220}>
        {({ figures }) => {
          const periods = [...new Set(figures.map((f) => f.period))];
          const codes = [...new Set(figures.map((f) => f.code))];
          return (
            <div className="section-body results-body">
              <table className="results">
                <thead>
                  <tr>
                    <th scope="col">{say('indicators.page.figure')}</th>
                    {periods.map((period) => (
                      <th key={period} scope="col">
                        {periodText(period, say)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {codes.map((code) => (
                    <tr key={code}>
                      <th scope="row">{say(`indicators.${code}`)}</th>
                      {periods.map((period) => {
                        const of = figures.find((f) => f.code === code && f.period === period);
                        return (
                          <td key={period} data-label={periodText(period, say)}>
                            {of && (
                              <span className="amount">
                                <strong className={of.usd === null ? 'none' : ''}>
                                  {of.usd === null
                                    ? say('indicators.page.no-rate', { months: of.missing.join(', ') })
                                    : `US$ ${numberText(of.usd)}`}
                                </strong>
                                <small>{figureText(of.pen, 'PEN')}</small>
                              </span>
                            )}
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </Asked>
    </Section>
  );
}
