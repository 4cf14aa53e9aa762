import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { BarChart } from '#kernel/office/chartBars.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { countText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { Section } from '#kernel/office/PageHead.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { cascade, months } from '../cascadeQueries.ts';

/** How training spreads from technicians over promoters to neighbours, year by year. */
export function Cascade() {
  const say = useSay();
  const years = useAsk<typeof cascade>('training.cascade', {}, { facts: true });
  const byMonth = useAsk<typeof months>('training.months');
  return (
    <>
      <p className="page-about">{say('training.page.cascade.about')}</p>
      <Asked of={years}>
        {(value, facts) => (
          <Section tools={<Counted facts={facts} />} flush>
            <div className="section-body">
              <Years of={value} />
            </div>
          </Section>
        )}
      </Asked>
      <Section flush>
        <div className="section-body">
          <Asked of={byMonth}>{(value) => <Months of={value} />}</Asked>
        </div>
      </Section>
    </>
  );
}

function Years({ of }: { readonly of: AnswerOf<typeof cascade> }) {
  const say = useSay();
  const people = (n: number | null) => (n === null ? say('training.page.few') : countText(n));
  const columns = ['by-technicians', 'by-promoters', 'people', 'women', 'first-time', 'through-promoters'] as const;
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('training.page.year')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="numeric">
                {say(`training.page.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.map((line) => (
            <tr key={line.year}>
              <th scope="row">{say('training.page.year-n', { n: line.year })}</th>
              <td className="numeric">{countText(line.technician_sessions)}</td>
              <td className="numeric">{countText(line.promoter_sessions)}</td>
              <td className="numeric">{people(line.people)}</td>
              <td className="numeric">{people(line.women)}</td>
              <td className="numeric">{people(line.first_time)}</td>
              <td className="numeric">{people(line.by_promoters)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Months({ of }: { readonly of: AnswerOf<typeof months> }) {
  const say = useSay();
  return (
    <BarChart
      title={say('training.page.months')}
      what={say('training.page.month')}
      stacked
      format={countText}
      series={[
        { key: 'technician_sessions', label: say('training.page.by-technicians') },
        { key: 'promoter_sessions', label: say('training.page.by-promoters') },
      ]}
      bars={of.map(({ month, technician_sessions, promoter_sessions }) => ({
        key: month,
        label: `${month.slice(5)}/${month.slice(2, 4)}`,
        values: { technician_sessions, promoter_sessions },
      }))}
    />
  );
}
