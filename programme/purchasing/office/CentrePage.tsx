import './purchasing.css';
import { useMemo } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { dayText, massText, moneyText, shareText } from '#kernel/office/format.ts';
import { usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import { Figure, PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import { daysBetween } from '#kernel/pure/day.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import type { centre } from '../centreQueries.ts';
import { DayCounts } from './DayCounts.tsx';
import { MonthsBought } from './MonthsBought.tsx';
import { priceCells, priceFolded } from './priceCells.tsx';
import { receiptCells, receiptFolded } from './receiptCells.tsx';

type Centre = AnswerOf<typeof centre>;

/** One collection centre: cash box, stock, scales, months, receipts. */
export function CentrePage() {
  const id = usePathId();
  return <Asked of={useAsk<typeof centre>('purchasing.centre', { id })}>{(value) => <Whole centre={value} />}</Asked>;
}

function Whole({ centre: of }: { readonly centre: Centre }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  return (
    <>
      <PageHead title={of.name} about={[of.zone_name, of.buyer_name].filter(Boolean).join(' · ')} />
      <Section flush>
        <div className="cards">
          <Figure label={say('purchasing.centres.cash')} value={moneyText(of.cash)}>
            {say('purchasing.page.by-book')}
          </Figure>
          <Figure label={say('purchasing.centres.stock_wet')} value={massText(of.stock_wet)} />
          <Figure label={say('purchasing.centres.stock_dry')} value={massText(of.stock_dry)} />
          <Figure label={say('purchasing.centreOpened.moistureReference')} value={shareText(of.moisture_reference)} />
        </div>
      </Section>
      {may.ask('purchasing.monthly') ? (
        <Section>
          <MonthsBought centre={of.id} />
        </Section>
      ) : null}
      <div className="two">
        <Section title={say('purchasing.page.particulars')}>
          <Particulars
            of={[
              [say('purchasing.centres.zone_name'), of.zone_name],
              [say('purchasing.centres.buyer_name'), of.buyer_name],
              [say('purchasing.centres.certified'), of.certified.join(', ')],
              [
                say('purchasing.page.opened'),
                <FactLink key="opened" id={of.id} label={dayText(of.on_day, language)} />,
              ],
            ]}
          />
          <Scales of={of.scales} />
        </Section>
        <Place of={of} />
      </div>
      {may.ask('purchasing.prices') ? (
        <Section title={say('purchasing.prices')} flush>
          <DataTable
            of="purchasing.prices"
            params={{ centre: of.id }}
            without={withoutCentre}
            cells={priceCells}
            folded={priceFolded}
            size={10}
          />
        </Section>
      ) : null}
      {may.ask('purchasing.days') ? (
        <Section title={say('purchasing.days')} flush>
          <DayCounts centre={of.id} />
        </Section>
      ) : null}
      {may.ask('purchasing.purchases') ? (
        <Section title={say('purchasing.purchases')} flush>
          <DataTable
            of="purchasing.purchases"
            params={{ centre: of.id }}
            without={withoutCentre}
            cells={receiptCells}
            folded={receiptFolded}
            to={(row) => `/purchases/${String(row['id'])}`}
          />
        </Section>
      ) : null}
      <Section title={say('history.title')}>
        <History of={of.history} />
      </Section>
    </>
  );
}

const withoutCentre = ['centre_name'];
const nobody: readonly never[] = [];

function Place({ of }: { readonly of: Centre }) {
  const { say } = useSpeaking();
  const outlines = useOutlines();
  const { lon, lat, id, name } = of;
  const places = useMemo(
    () => (lon === null || lat === null ? nobody : [{ id, name, at: [lon, lat] as const }]),
    [lon, lat, id, name],
  );
  if (places.length === 0) return null;
  return (
    <Section title={say('purchasing.page.place')}>
      <PlotMap title={name} plots={nobody} meanings={nobody} places={places} outlines={outlines} height={260} />
    </Section>
  );
}

/** Scales with their last calibration; domain 14: due after half a year, out after a year. */
function Scales({ of }: { readonly of: Centre['scales'] }) {
  const { say, language } = useSpeaking();
  const { session } = usePresent();
  if (of.length === 0) return null;
  const today = session.server.time.slice(0, 10);
  return (
    <ul className="plain-list">
      {of.slice(0, 6).map((scale, i) => (
        <li key={scale.id} className="scale-line">
          <FactLink id={scale.id} label={say('purchasing.page.scale', { serial: scale.serial })} />
          <span>{dayText(scale.on_day, language)}</span>
          {i === 0 && daysBetween(scale.on_day, today) > 365 ? (
            <Tag tone="red">{say('purchasing.page.scale-out')}</Tag>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
