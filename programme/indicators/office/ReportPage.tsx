import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { Drill } from '#kernel/office/Drill.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { dayText } from '#kernel/office/format.ts';
import { usePathId } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import type { report } from '../reports.ts';
import { figureText, periodText } from './figures.ts';

/** One report: each figure as submitted, as it stands now, and what came in between. */
export function ReportPage() {
  const { say, language } = useSpeaking();
  const id = usePathId();
  const text = (value: number | null, unit: string) => (value === null ? '—' : figureText(value, unit));
  return (
    <Asked of={useAsk<typeof report>('indicators.report', { report: id })} height={480}>
      {(of) => (
        <>
          <PageHead
            title={of.title}
            about={`${dayText(of.on_day, language)} · ${say('indicators.reports.through')} ${of.through}`}
            actions={<FactLink id={id} label={say('fact.open')} />}
          />
          <Section flush>
            <div className="section-body results-body">
              <table className="results">
                <thead>
                  <tr>
                    {['figure', 'period', 'submitted', 'now', 'restated'].map((column) => (
                      <th key={column} scope="col">
                        {say(`indicators.page.${column}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {of.lines.map((line) => (
                    <tr key={`${line.code} ${line.period}`}>
                      <th scope="row">{say(`indicators.${line.code}`)}</th>
                      <td data-label={say('indicators.page.period')}>{periodText(line.period, say)}</td>
                      <td data-label={say('indicators.page.submitted')}>{text(line.submitted, line.unit)}</td>
                      <td data-label={say('indicators.page.now')}>{text(line.now, line.unit)}</td>
                      <td data-label={say('indicators.page.restated')}>
                        {line.restated ? (
                          <Drill
                            title={say('indicators.restated')}
                            of="indicators.restated"
                            params={{ report: id, code: line.code, period: line.period }}
                            cells={{ change: { words: 'indicators.restated' }, kind: { words: '' } }}
                          >
                            {`${line.restated > 0 ? '+' : ''}${text(line.restated, line.unit)}`}
                          </Drill>
                        ) : (
                          '—'
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Section>
        </>
      )}
    </Asked>
  );
}
