import { Alert } from '@mantine/core';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { BarChart } from '#kernel/office/chartBars.tsx';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { areaText, countText, shareText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { Figure, Section } from '#kernel/office/PageHead.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { screening } from '../screeningQueries.ts';
import { landCells } from './landCells.tsx';
import { type LandShown, landColour, landOrder } from './landVerdicts.tsx';

type Board = AnswerOf<typeof screening>;
interface Chosen {
  readonly land_verdict?: string;
  readonly land_reason?: string;
  readonly district?: string;
}

/** Plots by verdict, reason and district; each figure opens the plots behind it. */
export function ScreeningBoard() {
  const say = useSay();
  const [chosen, choose] = useState<Chosen>({});
  const asked = useAsk<typeof screening>('plots.screening', {}, { facts: true });
  return (
    <>
      <Asked of={asked}>
        {(value, facts) => (
          <>
            {value.synthetic && (
              <Alert className="tone-amber" mb="lg">
                {say('plots.screening.synthetic')}
              </Alert>
            )}
            {value.layers === 0 && <Alert mb="lg">{say('plots.screening.no-layers')}</Alert>}
            {value.outdated > 0 && (
              <Alert className="tone-amber" mb="lg">
                {say('plots.screening.outdated', { n: countText(value.outdated) })}
              </Alert>
            )}
            <Section flush tools={<Counted facts={facts} />} title={say('plots.screening')}>
              <Verdicts of={value} choose={choose} />
            </Section>
            <div className="two">
              <Section title={say('plots.screening.why')}>
                <Reasons of={value} choose={choose} />
              </Section>
              <Section>
                <Districts of={value} choose={choose} />
              </Section>
            </div>
          </>
        )}
      </Asked>
      <Section
        flush
        title={say('plots.screening.list')}
        tools={
          Object.keys(chosen).length > 0 && (
            <button type="button" className="text-link" onClick={() => choose({})}>
              {say('plots.screening.all')}
            </button>
          )
        }
      >
        <DataTable
          key={JSON.stringify(chosen)}
          of="plots.verdicts"
          filters={{ ...chosen }}
          cells={landCells}
          to={(row) => `/plots/${String(row['id'])}`}
        />
      </Section>
    </>
  );
}

interface Part {
  readonly of: Board;
  readonly choose: (of: Chosen) => void;
}

function Verdicts({ of, choose }: Part) {
  const say = useSay();
  const total = of.verdict.reduce((sum, { n }) => sum + n, 0);
  return (
    <div className="cards">
      {landOrder.map((key) => {
        const cell = of.verdict.find((one) => one.key === key);
        const n = cell?.n ?? 0;
        return (
          <Figure
            key={key}
            label={say(`plots.land_verdict.${key}`)}
            value={
              <button
                type="button"
                className="chart-part-open"
                style={{ color: landColour[key] }}
                onClick={() => choose({ land_verdict: key })}
              >
                {countText(n)}
              </button>
            }
          >
            {total > 0 ? `${shareText((n / total) * 1e6)} · ${areaText(cell?.area_m2 ?? 0)}` : ''}
          </Figure>
        );
      })}
    </div>
  );
}

function Reasons({ of, choose }: Part) {
  const say = useSay();
  const nameOf = (key: string) =>
    key === 'unmapped' || key === 'waiting' ? say(`plots.screening.${key}`) : say(`plots.land_reason.${key}`);
  const rank = (verdict: string) => landOrder.indexOf(verdict as LandShown);
  const lines = [...of.reason].sort((a, b) => rank(a.verdict) - rank(b.verdict) || b.n - a.n);
  return (
    <ul className="chart-parts">
      {lines.map(({ key, verdict, n }) => (
        <li key={`${key} ${verdict}`}>
          <span
            className="chart-key chart-key-box"
            style={{ background: landColour[verdict as LandShown] }}
            title={say(`plots.land_verdict.${verdict}`)}
          />
          <span className="chart-part-name">{nameOf(key)}</span>
          <button
            type="button"
            className="chart-part-open"
            onClick={() =>
              choose(verdict === 'unscreened' ? { land_verdict: verdict } : { land_verdict: verdict, land_reason: key })
            }
          >
            {countText(n)}
          </button>
        </li>
      ))}
    </ul>
  );
}

const shownDistricts = 8;
/** Longer names would lie on each other. */
const nameRoom = 14;

function Districts({ of, choose }: Part) {
  const say = useSay();
  const named = new Map<string, { name: string; values: Record<string, number> }>();
  for (const { key, name, verdict, n } of of.district) {
    const one = named.get(key) ?? { name, values: {} };
    one.values[verdict] = n;
    named.set(key, one);
  }
  const worst = ({ values }: { values: Record<string, number> }) =>
    (values['high'] ?? 0) * 1_000 + (values['more_info'] ?? 0);
  const bars = [...named]
    .sort(([, a], [, b]) => worst(b) - worst(a))
    .slice(0, shownDistricts)
    .map(([key, { name, values }]) => ({
      key,
      label: name.length > nameRoom ? `${name.slice(0, nameRoom - 1)}…` : name,
      values,
    }));
  return (
    <BarChart
      title={say('plots.screening.by-district')}
      what={say('plots.screening.district')}
      format={countText}
      stacked
      series={(['high', 'more_info', 'unscreened'] as const).map((key) => ({
        key,
        label: say(`plots.land_verdict.${key}`),
        colour: landColour[key],
      }))}
      bars={bars}
      onOpen={({ key }) => choose({ district: key })}
    />
  );
}
