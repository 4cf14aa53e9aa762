import { NativeSelect, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { GoTo, useWord } from '#kernel/office/GoTo.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { SparkLine } from '#kernel/office/sparkLine.tsx';
import type { definitions } from '../definitionQueries.ts';
import type { results } from '../queries.ts';
import { Amount } from './Amount.tsx';
import { DollarsTable } from './DollarsTable.tsx';
import { type ByPeriod, byCode, figureText, periodText, topics } from './figures.ts';
import { useFunders } from './useFunders.ts';

/** Every result against its target, year by year. */
export function ResultsPage() {
  const say = useSay();
  const { may } = usePresent();
  const funders = useFunders();
  const [chosen, choose] = useWord('funder', '');
  const funder = chosen === '' ? undefined : chosen;
  const asked = useAsk<typeof results>('indicators.results', { funder }, { keep: true });
  const known = useAsk<typeof definitions>('indicators.definitions');
  return (
    <>
      <PageHead
        about={say('indicators.page.about')}
        actions={
          funders.length > 0 && (
            <NativeSelect
              label={say('indicators.page.paid-by')}
              value={chosen}
              onChange={(event) => choose(event.currentTarget.value)}
              data={[{ value: '', label: say('indicators.page.everybody') }, ...funders]}
            />
          )
        }
      />
      <Asked of={asked} height={560}>
        {(value) => {
          const all = byCode(value);
          const years = known.data?.value.years ?? [...new Set(value.map((r) => r.period))].filter((p) => p !== 'life');
          return topics.map(({ topic, codes }) => (
            <Section key={topic} title={say(`indicators.topic.${topic}`)} flush>
              <Topic codes={codes.filter((code) => all.has(code))} all={all} years={years} />
            </Section>
          ));
        }}
      </Asked>
      {may.ask('indicators.dollars') && <DollarsTable funder={funder} />}
    </>
  );
}

interface TopicProps {
  readonly codes: readonly string[];
  readonly all: ReadonlyMap<string, ByPeriod>;
  readonly years: readonly string[];
}

function Topic({ codes, all, years }: TopicProps) {
  const say = useSay();
  const yearly = codes.some((code) => years.some((year) => all.get(code)?.has(year)));
  const periods = yearly ? [...years, 'life'] : ['life'];
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
            {yearly && <th scope="col">{say('indicators.page.trend')}</th>}
          </tr>
        </thead>
        <tbody>
          {codes.map((code) => (
            <Line key={code} code={code} of={all.get(code) as ByPeriod} periods={periods} years={yearly ? years : []} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  readonly code: string;
  readonly of: ByPeriod;
  readonly periods: readonly string[];
  readonly years: readonly string[];
}

function Line({ code, of, periods, years }: LineProps) {
  const say = useSay();
  const what = say(`indicators.${code}`);
  const values = years.map((year) => of.get(year)?.value ?? null);
  const unit = [...of.values()][0]?.unit ?? '';
  const spoken = values.map((v) => (v === null ? '—' : figureText(v, unit))).join(', ');
  return (
    <tr>
      <th scope="row">
        <span className="result-name">
          <GoTo to={`/results/${code}`}>{what}</GoTo>
          <Tooltip
            label={say(`indicators.${code}.how`)}
            multiline
            maw={360}
            events={{ hover: true, focus: true, touch: true }}
          >
            <UnstyledButton className="how" aria-label={`${say('indicators.page.how')}: ${what}`}>
              ?
            </UnstyledButton>
          </Tooltip>
        </span>
      </th>
      {periods.map((period) => {
        const result = of.get(period);
        return (
          <td key={period} data-label={periodText(period, say)} className={result ? '' : 'result-empty'}>
            {result && (
              <GoTo to={`/results/${code}?period=${period}`} className="result-open">
                <VisuallyHidden>
                  {say('indicators.page.open', { what, period: periodText(period, say) })}{' '}
                </VisuallyHidden>
                <Amount of={result} />
                <Icon name="right" size={16} />
              </GoTo>
            )}
          </td>
        );
      })}
      {years.length > 0 && (
        <td className="result-spark">
          <SparkLine label={`${what}: ${spoken}`} values={values} width={96} height={32} />
        </td>
      )}
    </tr>
  );
}
