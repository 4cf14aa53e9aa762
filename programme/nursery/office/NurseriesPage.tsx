import { Tell } from '#kernel/office/Tell.tsx';
import { CloneListed, NurseryBuilt } from '../facts.ts';
import './nursery.css';
import { useMemo } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Row, useAsk, usePage } from '#kernel/office/ask.ts';
import { BarChart } from '#kernel/office/chartBars.tsx';
import { monthText } from '#kernel/office/chartMonths.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { countText, moneyText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { TargetBar } from '#kernel/office/sparkLine.tsx';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import type { months, produced } from '../figureQueries.ts';
import { Survival } from './Survival.tsx';

/** All nurseries: what each can carry and what became of the plants. */
export function NurseriesPage() {
  const { say } = useSpeaking();
  const { may } = usePresent();
  return (
    <>
      <PageHead about={say('nursery.page.about')} actions={<Tell kind={NurseryBuilt} />} />
      <Cards />
      {may.ask('nursery.produced') ? (
        <Section>
          <Produced />
        </Section>
      ) : null}
      <div className="two">
        {may.ask('nursery.months') ? (
          <Section>
            <SalesByMonth />
          </Section>
        ) : null}
        {may.ask('nursery.survival') ? (
          <Section>
            <Survival />
          </Section>
        ) : null}
      </div>
      <Section title={say('nursery.page.map')}>
        <NurseriesMap />
      </Section>
      {may.ask('nursery.clones') ? (
        <Section title={say('nursery.clones')} flush>
          <DataTable of="nursery.clones" tools={<Tell kind={CloneListed} small />} />
        </Section>
      ) : null}
    </>
  );
}

function Cards() {
  const asked = usePage('nursery.nurseries', { size: 100 });
  return (
    <Section flush>
      <Asked of={asked} height={260}>
        {(page) => (
          <div className="two">
            {page.rows.map((row) => (
              <NurseryCard key={String(row['id'])} row={row} />
            ))}
          </div>
        )}
      </Asked>
    </Section>
  );
}

const figures = ['sown', 'alive', 'ready', 'sold', 'lost'] as const;

function NurseryCard({ row }: { readonly row: Row }) {
  const { say } = useSpeaking();
  const n = (name: string) => Number(row[name] ?? 0);
  const standing = n('alive') + n('ready');
  const used = say('nursery.page.used', { plants: countText(standing), capacity: countText(n('capacity')) });
  return (
    <div className="section-body">
      <h2 className="nursery-name">
        <GoTo className="text-link" to={`/nurseries/${String(row['id'])}`}>
          {String(row['name'])}
        </GoTo>
      </h2>
      <p className="chart-note">{[row['zone'], row['host']].filter((text) => typeof text === 'string').join(' · ')}</p>
      <div className="nursery-capacity">
        <TargetBar label={used} value={standing} target={n('capacity')} />
        <span className="chart-note">{used}</span>
      </div>
      <dl className="nursery-figures">
        {figures.map((name) => (
          <div key={name}>
            <dt>{say(`nursery.nurseries.${name}`)}</dt>
            <dd>{countText(n(name))}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Produced() {
  const { say } = useSpeaking();
  const asked = useAsk<typeof produced>('nursery.produced', {}, { facts: true });
  return (
    <Asked of={asked} height={300}>
      {(years, facts) => (
        <>
          <BarChart
            title={say('nursery.produced')}
            what={say('chart.year')}
            series={[
              { key: 'sown', label: say('nursery.sown'), colour: '#c9b79b' },
              { key: 'ready', label: say('nursery.ready'), colour: '#1d5c34' },
              { key: 'sold', label: say('nursery.delivered'), colour: '#2f6f9f' },
              { key: 'lost', label: say('nursery.lost'), colour: '#b4621a' },
            ]}
            bars={years.map((year) => ({
              key: String(year.year),
              label: say('nursery.page.year', { n: year.year }),
              values: { sown: year.sown, ready: year.ready, sold: year.sold, lost: year.lost },
            }))}
            format={countText}
          />
          <Counted facts={facts} />
        </>
      )}
    </Asked>
  );
}

function SalesByMonth() {
  const { say, language } = useSpeaking();
  return (
    <Asked of={useAsk<typeof months>('nursery.months')} height={300}>
      {(all) => (
        <BarChart
          title={say('nursery.months')}
          what={say('chart.month')}
          stacked
          series={[
            { key: 'cash', label: say('nursery.payment.cash') },
            { key: 'credit', label: say('nursery.payment.credit') },
          ]}
          bars={all.map((month) => ({
            key: month.month,
            label: monthText(month.month, language),
            values: { cash: month.cash, credit: month.credit },
          }))}
          format={(centimos) => moneyText(centimos).replace(/\.00$/, '')}
        />
      )}
    </Asked>
  );
}

const nobody: readonly never[] = [];

function NurseriesMap() {
  const { say } = useSpeaking();
  const outlines = useOutlines();
  const rows = usePage('nursery.nurseries', { size: 100 }).data?.value.rows;
  const places = useMemo(
    () =>
      (rows ?? []).flatMap((row) =>
        typeof row['lon'] === 'number' && typeof row['lat'] === 'number'
          ? [{ id: String(row['id']), name: String(row['name']), at: [row['lon'], row['lat']] as const }]
          : [],
      ),
    [rows],
  );
  return (
    <PlotMap
      title={say('nursery.page.map')}
      plots={nobody}
      meanings={nobody}
      places={places}
      outlines={outlines}
      height={320}
    />
  );
}
