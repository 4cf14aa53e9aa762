import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { BarChart } from '#kernel/office/chartBars.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { countText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { Section } from '#kernel/office/PageHead.tsx';
import { TargetBar } from '#kernel/office/sparkLine.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { adoption, months } from '../progressQueries.ts';

/** Which practices took hold. */
export function Adoption() {
  const say = useSay();
  const practices = useAsk<typeof adoption>('visits.adoption', {}, { facts: true });
  const byMonth = useAsk<typeof months>('visits.months');
  return (
    <>
      <Asked of={practices}>
        {(value, facts) => (
          <Section title={say('visits.page.adoption.title')} tools={<Counted facts={facts} />}>
            <p className="page-about">{say('visits.page.adoption.note')}</p>
            <Practices of={value} />
          </Section>
        )}
      </Asked>
      <Section flush>
        <div className="section-body">
          <Asked of={byMonth}>
            {(value) => (
              <BarChart
                title={say('visits.page.months')}
                what={say('visits.page.month')}
                format={countText}
                series={[{ key: 'visits', label: say('visits.page.visits') }]}
                bars={value.map(({ month, visits }) => ({
                  key: month,
                  label: `${month.slice(5)}/${month.slice(2, 4)}`,
                  values: { visits },
                }))}
              />
            )}
          </Asked>
        </div>
      </Section>
    </>
  );
}

function Practices({ of }: { readonly of: AnswerOf<typeof adoption> }) {
  const say = useSay();
  const people = (n: number | null) => (n === null ? say('visits.page.few') : countText(n));
  const sorted = [...of].sort((a, b) => shareOf(b) - shareOf(a));
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('visits.page.practice')}</th>
            <th scope="col" className="numeric">
              {say('visits.page.assessed')}
            </th>
            <th scope="col" className="numeric">
              {say('visits.page.applying')}
            </th>
            <th scope="col" className="numeric">
              {say('visits.page.women')}
            </th>
            <th scope="col">{say('visits.page.share')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((line) => {
            const percent = Math.round(shareOf(line) * 100);
            return (
              <tr key={line.practice}>
                <th scope="row">{say(`visits.practice.${line.practice}`)}</th>
                <td className="numeric">{people(line.assessed)}</td>
                <td className="numeric">{people(line.applying)}</td>
                <td className="numeric">{people(line.women_applying)}</td>
                <td className="share-cell">
                  <TargetBar label={`${percent} %`} value={percent} target={100} />
                  <span>{percent} %</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const shareOf = (line: AnswerOf<typeof adoption>[number]): number =>
  line.assessed && line.applying ? line.applying / line.assessed : 0;
