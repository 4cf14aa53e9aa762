import { Tell } from '#kernel/office/Tell.tsx';
import { BatchSown, CapacityChanged, SeedlingsSold } from '../facts.ts';
import './nursery.css';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { BarChart } from '#kernel/office/chartBars.tsx';
import { monthText } from '#kernel/office/chartMonths.ts';
import { ShareChart } from '#kernel/office/chartShares.tsx';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { countText, dayText, moneyText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { TargetBar } from '#kernel/office/sparkLine.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { nursery } from '../detailQueries.ts';
import { Funnel } from './Funnel.tsx';

type Nursery = AnswerOf<typeof nursery>;

/** One nursery: benches, stages, losses, sales. */
export function NurseryPage() {
  const id = usePathId();
  const asked = useAsk<typeof nursery>('nursery.nursery', { nursery: id });
  return <Asked of={asked}>{(value) => <Whole nursery={value} />}</Asked>;
}

function Whole({ nursery: of }: { readonly nursery: Nursery }) {
  const { say } = useSpeaking();
  const { may } = usePresent();
  const sum = (read: (batch: Nursery['batches'][number]) => number) => of.batches.reduce((all, b) => all + read(b), 0);
  const ready = sum((batch) => batch.ready);
  const [sold, lost, sown] = [sum((b) => b.sold), sum((b) => b.lost), sum((b) => b.seeds)];
  return (
    <>
      <PageHead
        title={of.name}
        about={
          <>
            {of.zone ? `${of.zone} · ` : ''}
            <GoTo className="text-link" to={`/producers/${of.host}`}>
              {of.host_name}
            </GoTo>
          </>
        }
        actions={
          <>
            <Tell kind={CapacityChanged} given={{ nursery: of.id }} />
            <Tell kind={BatchSown} given={{ nursery: of.id }} />
            <Tell kind={SeedlingsSold} given={{ nursery: of.id }} />
          </>
        }
      />
      <Section flush>
        <div className="cards five">
          <Figure label={say('nursery.nurseries.capacity')} value={countText(of.capacity)}>
            <Capacities of={of.capacities} />
          </Figure>
          <Figure label={say('nursery.sown')} value={countText(sown)}>
            {say('nursery.page.batches', { n: of.batches.length })}
          </Figure>
          <Figure label={say('nursery.page.made-ready')} value={countText(ready)}>
            <TargetBar label={say('nursery.page.of-sown')} value={ready} target={sown} />
            {say('nursery.page.left', { n: countText(Math.max(0, ready - sold)) })}
          </Figure>
          <Figure label={say('nursery.delivered')} value={countText(sold)} />
          <Figure label={say('nursery.lost')} value={countText(lost)} />
        </div>
      </Section>
      <div className="two">
        <Section>
          <ShareChart
            title={say('nursery.page.losses')}
            what={say('nursery.page.cause')}
            parts={of.losses.map((loss) => ({
              key: loss.cause,
              label: say(`nursery.cause.${loss.cause}`),
              value: loss.plants,
            }))}
            format={countText}
          />
        </Section>
        <Section>
          <Sales of={of.sales} />
        </Section>
      </div>
      <Section title={say('nursery.page.funnel')}>
        <Funnel of={of.batches} />
      </Section>
      {may.ask('nursery.sales') ? (
        <Section title={say('nursery.sales')} flush>
          <DataTable
            of="nursery.sales"
            params={{ nursery: of.id }}
            without={without}
            to={(row) => `/seedling-sales/${String(row['id'])}`}
          />
        </Section>
      ) : null}
      <Section title={say('history.title')}>
        <History of={of.history} />
      </Section>
    </>
  );
}

const without = ['nursery'];

function Capacities({ of }: { readonly of: Nursery['capacities'] }) {
  const { say, language } = useSpeaking();
  if (of.length === 0) return null;
  return (
    <ul className="nursery-capacities">
      {of.map((one) => (
        <li key={one.id}>
          <FactLink id={one.id} label={say('nursery.page.plants', { n: countText(one.capacity) })} />{' '}
          {say('nursery.page.since', { day: dayText(one.on_day, language) })}
        </li>
      ))}
    </ul>
  );
}

function Sales({ of }: { readonly of: Nursery['sales'] }) {
  const { say, language } = useSpeaking();
  return (
    <BarChart
      title={say('nursery.months')}
      what={say('chart.month')}
      stacked
      series={[
        { key: 'cash', label: say('nursery.payment.cash') },
        { key: 'credit', label: say('nursery.payment.credit') },
      ]}
      bars={of.map((month) => ({
        key: month.month,
        label: monthText(month.month, language),
        values: { cash: month.amount - month.on_credit, credit: month.on_credit },
      }))}
      format={(centimos) => moneyText(centimos).replace(/\.00$/, '')}
    />
  );
}
