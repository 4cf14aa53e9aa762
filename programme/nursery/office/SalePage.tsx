import { Tell } from '#kernel/office/Tell.tsx';
import { SeedlingsReturned, SurvivalChecked } from '../facts.ts';
import './nursery.css';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { countText, dayText, moneyText, shareText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Section } from '#kernel/office/PageHead.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { sale } from '../detailQueries.ts';

type Sale = AnswerOf<typeof sale>;

/** One sale of seedlings and how the plants did afterwards. */
export function SalePage() {
  const id = usePathId();
  return <Asked of={useAsk<typeof sale>('nursery.sale', { sale: id })}>{(value) => <Whole sale={value} />}</Asked>;
}

function Whole({ sale: of }: { readonly sale: Sale }) {
  const { say, language } = useSpeaking();
  return (
    <>
      <PageHead
        title={say('nursery.page.receipt', { number: of.receipt })}
        about={`${of.nursery} · ${dayText(of.on_day, language)}`}
        actions={
          of.void ? (
            <Tag tone="red">{say('history.voided')}</Tag>
          ) : (
            <>
              <Tell kind={SurvivalChecked} given={{ sale: of.id, person: of.person }} />
              <Tell
                kind={SeedlingsReturned}
                given={{ sale: of.id, nursery: of.nursery_id }}
                choices={{ batch: batchesOf(of) }}
              />
            </>
          )
        }
      />
      {of.flags && (of.flags as readonly Refusal[]).length > 0 ? (
        <Section flush>
          <Refusals of={of.flags as readonly Refusal[]} />
        </Section>
      ) : null}
      <Section flush>
        <div className="cards">
          <Figure
            label={say('nursery.sales.name')}
            value={
              <GoTo className="text-link figure-name" to={`/producers/${of.person}`}>
                {of.name}
              </GoTo>
            }
          >
            {of.plot ? (
              <GoTo className="text-link" to={`/plots/${of.plot}`}>
                {say('nursery.page.plot')}
              </GoTo>
            ) : (
              say('nursery.page.no-plot')
            )}
          </Figure>
          <Figure label={say('nursery.sales.plants')} value={countText(of.plants)}>
            <FactLink id={of.id} label={say('fact.open')} />
          </Figure>
          <Figure label={say('nursery.sales.amount')} value={moneyText(of.amount)}>
            {say(`nursery.payment.${of.payment}`)}
          </Figure>
        </div>
      </Section>
      <Section title={say('nursery.seedlingsSold.lines')}>
        <Lines of={of.lines} />
      </Section>
      <Section title={say('nursery.survival')}>
        <Checks of={of.checks} />
      </Section>
      <Section title={say('history.title')}>
        <History of={of.history} />
      </Section>
    </>
  );
}

const batchesOf = (of: Sale) => of.lines.map((line) => ({ value: line.batch, label: `${line.bed} · ${line.clone}` }));

function Lines({ of }: { readonly of: Sale['lines'] }) {
  const { say } = useSpeaking();
  return (
    <div className="chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('nursery.batches.clone')}</th>
            <th scope="col">{say('nursery.batches.bed')}</th>
            <th scope="col" className="chart-number">
              {say('nursery.sales.plants')}
            </th>
            <th scope="col" className="chart-number">
              {say('nursery.page.unit-price')}
            </th>
            <th scope="col" className="chart-number">
              {say('nursery.sales.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((line) => (
            <tr key={line.batch}>
              <th scope="row">{line.clone}</th>
              <td>
                <GoTo className="text-link" to={`/batches/${line.batch}`}>
                  {line.bed}
                </GoTo>
              </td>
              <td className="chart-number">{countText(line.plants)}</td>
              <td className="chart-number">{line.plants === 0 ? '' : moneyText(line.amount / line.plants)}</td>
              <td className="chart-number">{moneyText(line.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Checks({ of }: { readonly of: Sale['checks'] }) {
  const { say, language } = useSpeaking();
  if (of.length === 0) return <p className="none">{say('nursery.page.no-checks')}</p>;
  return (
    <ul className="nursery-capacities">
      {of.map((check) => (
        <li key={check.id}>
          <FactLink id={check.id} label={dayText(check.on_day, language)} />{' '}
          {say('nursery.page.check', {
            alive: countText(check.alive),
            planted: countText(check.planted),
            share: shareText(check.planted === 0 ? 0 : (check.alive / check.planted) * 1_000_000),
            months: check.months,
          })}
        </li>
      ))}
    </ul>
  );
}
