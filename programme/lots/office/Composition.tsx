import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { areaText, countText, massText, shareText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { PlotPart } from '../tracing.ts';

interface Props {
  /** The lot or shipment. */
  readonly of: string;
  readonly parts: readonly PlotPart[];
  readonly grams: number;
}

/** What a lot is made of: by zone, by plot, and the receipts behind it. */
export function Composition({ of, parts, grams }: Props) {
  const say = useSay();
  const { may } = usePresent();
  return (
    <Section title={say('lots.page.composition')} flush>
      <Tabs defaultValue="zones" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="zones">{say('lots.page.by-zone')}</Tabs.Tab>
          <Tabs.Tab value="plots">{say('lots.page.by-plot')}</Tabs.Tab>
          {may.ask('lots.receipts') ? <Tabs.Tab value="receipts">{say('lots.receipts')}</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="zones">
          <Zones parts={parts} grams={grams} />
        </Tabs.Panel>
        <Tabs.Panel value="plots">
          <Plots parts={parts} grams={grams} />
        </Tabs.Panel>
        <Tabs.Panel value="receipts">
          <DataTable
            of="lots.receipts"
            params={{ id: of }}
            {...(may.ask('purchasing.purchase') ? { to: (row) => `/purchases/${String(row['id'])}` } : {})}
          />
        </Tabs.Panel>
      </Tabs>
    </Section>
  );
}

const shareOf = (part: number, whole: number) => shareText(whole === 0 ? 0 : (part / whole) * 1_000_000);

function Zones({ parts, grams }: Omit<Props, 'of'>) {
  const say = useSay();
  const zones = new Map<string, { plots: number; receipts: number; grams: number }>();
  for (const part of parts) {
    const name = part.plot === null ? say('lots.page.no-plot') : (part.zone_name ?? say('office.none'));
    const zone = zones.get(name) ?? { plots: 0, receipts: 0, grams: 0 };
    zones.set(name, {
      plots: zone.plots + (part.plot === null ? 0 : 1),
      receipts: zone.receipts + part.receipts,
      grams: zone.grams + part.grams,
    });
  }
  return (
    <div className="section-body chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('lots.receipts.zone_name')}</th>
            <th scope="col" className="chart-number">
              {say('lots.page.plots')}
            </th>
            <th scope="col" className="chart-number">
              {say('lots.lots.receipts')}
            </th>
            <th scope="col" className="chart-number">
              {say('lots.lots.grams')}
            </th>
            <th scope="col" className="chart-number">
              {say('chart.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...zones]
            .sort((a, b) => b[1].grams - a[1].grams)
            .map(([name, zone]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="chart-number">{countText(zone.plots)}</td>
                <td className="chart-number">{countText(zone.receipts)}</td>
                <td className="chart-number">{massText(zone.grams)}</td>
                <td className="chart-number">{shareOf(zone.grams, grams)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

const first = 50;

function Plots({ parts, grams }: Omit<Props, 'of'>) {
  const say = useSay();
  const { may } = usePresent();
  const [shown, show] = useState(first);
  const sorted = [...parts].sort((a, b) => b.grams - a.grams);
  return (
    <div className="section-body chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('lots.receipts.plot_name')}</th>
            <th scope="col">{say('lots.receipts.producer')}</th>
            <th scope="col">{say('lots.receipts.zone_name')}</th>
            <th scope="col" className="chart-number">
              {say('lots.page.area')}
            </th>
            <th scope="col" className="chart-number">
              {say('lots.lots.grams')}
            </th>
            <th scope="col" className="chart-number">
              {say('chart.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shown).map((part) => (
            <tr key={part.plot ?? 'none'}>
              <th scope="row">
                {part.plot !== null && may.ask('plots.plot') ? (
                  <GoTo className="text-link" to={`/plots/${part.plot}`}>
                    {part.code}
                  </GoTo>
                ) : (
                  (part.code ?? say('lots.page.no-plot'))
                )}
              </th>
              <td>{part.producer}</td>
              <td>{part.zone_name}</td>
              <td className="chart-number">{part.area_m2 === null ? '' : areaText(part.area_m2)}</td>
              <td className="chart-number">{massText(part.grams)}</td>
              <td className="chart-number">{shareOf(part.grams, grams)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > shown ? (
        <button type="button" className="chart-switch" onClick={() => show(shown + 500)}>
          {say('lots.page.more-plots', { n: countText(sorted.length - shown) })}
        </button>
      ) : null}
    </div>
  );
}
