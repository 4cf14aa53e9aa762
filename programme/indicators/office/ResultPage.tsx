import { SegmentedControl } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { LineChart } from '#kernel/office/chartLine.tsx';
import { Drill } from '#kernel/office/Drill.tsx';
import { countText } from '#kernel/office/format.ts';
import { usePathId, useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { breakdown } from '../drilling.ts';
import type { results, series } from '../queries.ts';
import type { Month, Result } from '../results.ts';
import { Amount } from './Amount.tsx';
import { Breakdown } from './Breakdown.tsx';
import { figureText, monthText, periodText, shareOfTarget } from './figures.ts';
import { recordCells } from './recordCells.ts';
import { SetTarget } from './SetTarget.tsx';

/** One result: how it is counted, its way through the months, and what it is made of. */
export function ResultPage() {
  const say = useSay();
  const code = usePathId();
  const asked = useAsk<typeof results>('indicators.results');
  return (
    <Asked of={asked}>
      {(value) => {
        const own = value.filter((result) => result.code === code);
        if (own.length === 0) return <PageHead title={say('office.no-page')} />;
        return <Whole code={code} own={own} />;
      }}
    </Asked>
  );
}

function Whole({ code, own }: { readonly code: string; readonly own: readonly Result[] }) {
  const say = useSay();
  const { may } = usePresent();
  const last = own.some((result) => result.period === 'life') ? 'life' : (own.at(-1)?.period ?? 'life');
  const [asked, choose] = useWord('period', last);
  const result = own.find((one) => one.period === asked) ?? (own.at(-1) as Result);
  const months = useAsk<typeof series>('indicators.series', { code });
  const parts = useAsk<typeof breakdown>('indicators.breakdown', { code, period: result.period });
  const what = say(`indicators.${code}`);
  return (
    <>
      <PageHead
        title={what}
        about={say(`indicators.${code}.how`)}
        actions={
          may.record('indicators.targetSet') && (
            <SideForm label={say('indicators.page.set-target')} quiet>
              {(close) => <SetTarget of={result} periods={own.map((one) => one.period)} close={close} />}
            </SideForm>
          )
        }
      />
      <SegmentedControl
        className="periods"
        aria-label={say('indicators.page.period')}
        value={result.period}
        onChange={choose}
        data={own.map(({ period }) => ({ value: period, label: periodText(period, say) }))}
      />
      <div className="two">
        <div className="figure headline">
          <div className="figure-label">
            {what}, {periodText(result.period, say)} ({say(`indicators.unit.${result.unit}`)})
          </div>
          <Amount of={result} />
          <div className="figure-under">
            {result.target !== null && result.value !== null && (
              <p>{say('indicators.page.percent', { percent: shareOfTarget(result.value, result.target) })}</p>
            )}
            <p>
              <Drill
                title={`${what}, ${periodText(result.period, say)}`}
                of="indicators.records"
                params={{ code, period: result.period }}
                cells={recordCells}
              >
                {say('facts.counted', { total: countText(result.evidence) })}
              </Drill>
            </p>
          </div>
        </div>
        <div className="section-body">
          <Asked of={months} height={280}>
            {(value) => <Months of={value} unit={result.unit} />}
          </Asked>
        </div>
      </div>
      <Section title={say('indicators.page.breakdown')} flush>
        <Asked of={parts}>{(value) => <Breakdown of={value} />}</Asked>
      </Section>
    </>
  );
}

function Months({ of, unit }: { readonly of: readonly Month[]; readonly unit: string }) {
  const say = useSay();
  const adds = of.some((month) => month.sum !== month.value);
  return (
    <LineChart
      title={say('indicators.page.months')}
      what={say('indicators.page.month')}
      at={of.map(({ month }) => monthText(month))}
      lines={[
        { key: 'value', label: say('indicators.page.in-month'), values: of.map((m) => m.value) },
        ...(adds ? [{ key: 'sum', label: say('indicators.page.sum'), values: of.map((m) => m.sum) }] : []),
      ]}
      format={(value) => figureText(value, unit)}
      height={240}
    />
  );
}
