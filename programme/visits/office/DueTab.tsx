import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { dayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Section } from '#kernel/office/PageHead.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { due } from '../dueQueries.ts';

/** Who is to be visited, by the rule that the phones follow. */
export function DueTab() {
  const asked = useAsk<typeof due>('visits.due');
  return <Asked of={asked}>{(value) => <Due of={value} />}</Asked>;
}

function Due({ of }: { readonly of: AnswerOf<typeof due> }) {
  const { say, language } = useSpeaking();
  return (
    <Section title={say('visits.page.due.title', { n: of.total, of: of.people })}>
      <p className="page-about">{say('visits.page.due.about', { day: dayText(of.today, language) })}</p>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('visits.visits.person')}</th>
              <th scope="col">{say('visits.page.due.why')}</th>
              <th scope="col">{say('visits.page.due.last')}</th>
              <th scope="col">{say('visits.visits.zone')}</th>
            </tr>
          </thead>
          <tbody>
            {of.rows.map((row) => (
              <tr key={row.person}>
                <th scope="row">
                  <GoTo to={`/producers/${row.person}`} className="text-link">
                    {row.name}
                  </GoTo>
                </th>
                <td>{row.reasons.map((r) => say(`visits.due.${r.code}`, { days: r.days })).join(' · ')}</td>
                <td>{row.last_on ? dayText(row.last_on, language) : '—'}</td>
                <td>{[row.zone, row.community].filter(Boolean).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
