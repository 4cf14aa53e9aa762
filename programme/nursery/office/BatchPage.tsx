import { Tell } from '#kernel/office/Tell.tsx';
import { PlantsLost, PlantsReady, StageReached } from '../facts.ts';
import './nursery.css';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { BarChart } from '#kernel/office/chartBars.tsx';
import { ShareChart } from '#kernel/office/chartShares.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { countText, dayText, moneyText, shareText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Section } from '#kernel/office/PageHead.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { batch } from '../detailQueries.ts';
import { expectedSurvival, survivalPpm } from '../rules.ts';

type Batch = AnswerOf<typeof batch>;

/** One batch from the seed to the people who took its plants. */
export function BatchPage() {
  const id = usePathId();
  return <Asked of={useAsk<typeof batch>('nursery.batch', { batch: id })}>{(value) => <Whole batch={value} />}</Asked>;
}

function Whole({ batch: of }: { readonly batch: Batch }) {
  const { say, language } = useSpeaking();
  return (
    <>
      <PageHead
        title={say('nursery.page.bed', { bed: of.bed })}
        about={
          <>
            {of.clone} ·{' '}
            <GoTo className="text-link" to={`/nurseries/${of.nursery_id}`}>
              {of.nursery}
            </GoTo>{' '}
            · {dayText(of.on_day, language)}
          </>
        }
        actions={
          <>
            <Tag tone="leaf">{say(`nursery.stage.${of.stage}`)}</Tag>
            {of.void ? (
              <Tag tone="red">{say('history.voided')}</Tag>
            ) : (
              [StageReached, PlantsLost, PlantsReady].map((kind) => (
                <Tell key={kind.kind} kind={kind} given={{ batch: of.id }} />
              ))
            )}
          </>
        }
      />
      <Section flush>
        <div className="cards five">
          <Figure label={say('nursery.sown')} value={countText(of.seeds)}>
            <FactLink id={of.id} label={say('fact.open')} />
          </Figure>
          <Figure label={say('nursery.bench')} value={countText(of.alive)} />
          <Figure label={say('nursery.ready')} value={countText(of.ready)}>
            {of.ready_on ? say('nursery.page.since', { day: dayText(of.ready_on, language) }) : null}
          </Figure>
          <Figure label={say('nursery.delivered')} value={countText(of.sold)} />
          <Figure label={say('nursery.lost')} value={countText(of.lost)} />
        </div>
      </Section>
      <div className="two">
        <Section>
          <Stages of={of} />
        </Section>
        <Section>
          <Losses of={of.losses} />
        </Section>
      </div>
      <Section title={say('nursery.page.counts')}>
        <Counts of={of.counts} />
      </Section>
      {of.sales.length > 0 ? (
        <Section title={say('nursery.page.takers')}>
          <Takers of={of.sales} />
        </Section>
      ) : null}
      <Section title={say('history.title')}>
        <History of={of.history} />
      </Section>
    </>
  );
}

/** Plants counted at each stage beside what the book had before: the difference is the loss. */
function Stages({ of }: { readonly of: Batch }) {
  const { say } = useSpeaking();
  return (
    <BarChart
      title={say('nursery.page.stages')}
      what={say('nursery.batches.stage')}
      series={[{ key: 'alive', label: say('nursery.page.alive') }]}
      bars={[
        { key: 'sown', label: say('nursery.stage.sown'), values: { alive: of.seeds } },
        ...of.counts.map((count) => ({
          key: count.id,
          label: say(`nursery.stage.${count.stage}`),
          values: { alive: count.counted },
          target: count.expected,
        })),
      ]}
      format={countText}
      note={say('nursery.page.stages-note')}
      targetLabel={say('nursery.page.before')}
    />
  );
}

function Losses({ of }: { readonly of: Batch['losses'] }) {
  const { say } = useSpeaking();
  const causes = new Map<string, number>();
  for (const loss of of) causes.set(loss.cause, (causes.get(loss.cause) ?? 0) + loss.plants);
  return (
    <ShareChart
      title={say('nursery.page.losses')}
      what={say('nursery.page.cause')}
      parts={[...causes]
        .sort((a, b) => b[1] - a[1])
        .map(([cause, plants]) => ({
          key: cause,
          label: say(`nursery.cause.${cause}`),
          value: plants,
        }))}
      format={countText}
    />
  );
}

function Counts({ of }: { readonly of: Batch['counts'] }) {
  const { say, language } = useSpeaking();
  return (
    <div className="chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('nursery.batches.stage')}</th>
            <th scope="col">{say('nursery.sales.on_day')}</th>
            <th scope="col" className="chart-number">
              {say('nursery.page.before')}
            </th>
            <th scope="col" className="chart-number">
              {say('nursery.page.counted')}
            </th>
            <th scope="col" className="chart-number">
              {say('nursery.batches.survival')}
            </th>
            <th scope="col" className="chart-number">
              {say('nursery.page.usual')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((count) => {
            const survived = survivalPpm(count.expected, count.counted);
            const usual = expectedSurvival[count.stage as keyof typeof expectedSurvival];
            return (
              <tr key={count.id}>
                <th scope="row">
                  <FactLink id={count.id} label={say(`nursery.stage.${count.stage}`)} />
                </th>
                <td>{dayText(count.on_day, language)}</td>
                <td className="chart-number">{countText(count.expected)}</td>
                <td className="chart-number">{countText(count.counted)}</td>
                <td className="chart-number">{survived === null ? '' : shareText(survived)}</td>
                <td className="chart-number">{usual === undefined ? '' : shareText(usual)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Takers({ of }: { readonly of: Batch['sales'] }) {
  const { say, language } = useSpeaking();
  return (
    <div className="chart-table taker-list">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('nursery.sales.on_day')}</th>
            <th scope="col">{say('nursery.sales.name')}</th>
            <th scope="col" className="chart-number">
              {say('nursery.sales.plants')}
            </th>
            <th scope="col" className="chart-number">
              {say('nursery.sales.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((sale) => (
            <tr key={sale.id}>
              <th scope="row">
                <GoTo className="text-link" to={`/seedling-sales/${sale.id}`}>
                  {dayText(sale.on_day, language)}
                </GoTo>
              </th>
              <td>{sale.name}</td>
              <td className="chart-number">{countText(sale.plants)}</td>
              <td className="chart-number">{moneyText(sale.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
