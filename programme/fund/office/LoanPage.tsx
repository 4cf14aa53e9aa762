import { Tell } from '#kernel/office/Tell.tsx';
import { RepaymentReceived, WriteOffAsked } from '../facts.ts';
import './fund.css';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { LineChart } from '#kernel/office/chartLine.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { dayText, moneyText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Section } from '#kernel/office/PageHead.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { loan } from '../queries.ts';

type Loan = AnswerOf<typeof loan>;

/** One producer's account with the fund, line by line. */
export function LoanPage() {
  const person = usePathId();
  return <Asked of={useAsk<typeof loan>('fund.loan', { person })}>{(value) => <Whole loan={value} />}</Asked>;
}

function Whole({ loan: of }: { readonly loan: Loan }) {
  const { say, language } = useSpeaking();
  const sum = (sign: 1 | -1) => of.lines.reduce((all, line) => all + Math.max(0, sign * line.amount), 0);
  return (
    <>
      <PageHead
        title={of.name}
        about={of.zone}
        actions={
          <>
            <GoTo className="text-link" to={`/producers/${of.id}`}>
              {say('fund.page.producer')}
            </GoTo>
            <Tell kind={WriteOffAsked} given={{ person: of.id }} label={say('fund.page.ask-write-off')} />
            <Tell kind={RepaymentReceived} given={{ person: of.id }} label={say('fund.page.record-payment')} main />
          </>
        }
      />
      <Section flush>
        <div className="cards">
          <Figure label={say('fund.loans.balance')} value={moneyText(of.balance)}>
            {say('fund.page.by-book')}
          </Figure>
          <Figure label={say('fund.loans.granted')} value={moneyText(sum(1))} />
          <Figure label={say('fund.page.paid')} value={moneyText(sum(-1))} />
        </div>
      </Section>
      {of.lines.length > 3 ? (
        <Section>
          <LineChart
            title={say('fund.page.debt-over-time')}
            what={say('fund.repayments.on_day')}
            at={of.lines.map((line) => dayText(line.day, language))}
            lines={[{ key: 'balance', label: say('fund.loans.balance'), values: of.lines.map((line) => line.balance) }]}
            format={(centimos) => moneyText(centimos).replace(/\.00$/, '')}
            filled
            height={200}
          />
        </Section>
      ) : null}
      <Section title={say('fund.page.account-lines')}>
        <Lines of={of.lines} />
      </Section>
      <Section title={say('history.title')}>
        <History of={of.history} />
      </Section>
    </>
  );
}

function Lines({ of }: { readonly of: Loan['lines'] }) {
  const { say, language } = useSpeaking();
  return (
    <div className="chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('book.entries.day')}</th>
            <th scope="col">{say('book.entries.memo')}</th>
            <th scope="col" className="chart-number">
              {say('fund.page.lent-line')}
            </th>
            <th scope="col" className="chart-number">
              {say('fund.page.paid-line')}
            </th>
            <th scope="col" className="chart-number">
              {say('fund.loans.balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((line) => (
            <tr key={line.entry} className={line.reversed ? 'statement-reversed' : ''}>
              <th scope="row">{dayText(line.day, language)}</th>
              <td>
                <FactLink
                  id={line.fact}
                  label={`${say(line.memo)}${line.reversal ? ` (${say('history.voided')})` : ''}`}
                />
              </td>
              <td className="chart-number">{line.amount > 0 ? moneyText(line.amount) : ''}</td>
              <td className="chart-number">{line.amount < 0 ? moneyText(-line.amount) : ''}</td>
              <td className="chart-number">{moneyText(line.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
