import { SegmentedControl } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk, usePage } from '#kernel/office/ask.ts';
import { Drill } from '#kernel/office/Drill.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { countText, dayText, moneyText, shareText } from '#kernel/office/format.ts';
import { GoTo, useWord } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import { FundOpened, ProvisionMade } from '../facts.ts';
import type { risk, statement } from '../queries.ts';
import type { stock } from '../stockQuery.ts';
import { BalanceSheet } from './BalanceSheet.tsx';
import { entryCells } from './bookCells.tsx';
import { CashFlow } from './CashFlow.tsx';
import { Statement } from './Statement.tsx';
import { StockStatement } from './StockStatement.tsx';

/** The revolving fund by period: cash, credit, result and balance sheet, kits and seedlings. */
export function FundPage() {
  const { say } = useSpeaking();
  const [by, setBy] = useWord('by', 'year');
  const every = by === 'month' ? 'month' : 'year';
  const asked = useAsk<typeof statement>('fund.statement', { by: every }, { facts: true, keep: true });
  const months = useAsk<typeof statement>('fund.statement', { by: 'month' });
  const stocks = useAsk<typeof stock>('fund.stock', { by: every }, { keep: true });
  return (
    <>
      <PageHead
        about={say('fund.page.about')}
        actions={
          <SegmentedControl
            aria-label={say('fund.statement.period')}
            value={every}
            onChange={setBy}
            data={[
              { value: 'year', label: say('fund.page.by-year') },
              { value: 'month', label: say('fund.page.by-month') },
            ]}
          />
        }
      />
      <Figures />
      <Section>
        <Asked of={months}>{(periods) => <CashFlow of={periods} />}</Asked>
      </Section>
      <Asked of={asked} height={480}>
        {(periods, facts) => (
          <>
            <Section title={say('fund.statement')} tools={<Counted facts={facts} />}>
              <Statement of={periods} />
            </Section>
            <Section title={say('fund.page.stock')}>
              <Asked of={stocks}>{(lines) => <StockStatement of={lines} />}</Asked>
            </Section>
            <Section title={say('fund.page.sheet')}>
              <BalanceSheet of={periods} />
            </Section>
          </>
        )}
      </Asked>
      <Rules />
    </>
  );
}

function Figures() {
  const { say } = useSpeaking();
  const asked = useAsk<typeof risk>('fund.risk');
  const { may } = usePresent();
  const funds = usePage('fund.funds', { size: 1 }, may.ask('fund.funds'));
  const fund = funds.data?.value.rows[0];
  return (
    <Section flush>
      <Asked of={asked} height={132}>
        {(of) => (
          <div className="cards">
            {fund ? (
              <Figure
                label={say('fund.funds.cash')}
                value={<Opens account="fund.cash">{moneyText(Number(fund['cash']))}</Opens>}
              >
                {say('fund.page.by-book')}
              </Figure>
            ) : null}
            <Figure
              label={say('fund.page.lent')}
              value={<Opens account="fund.loan">{moneyText(of.outstanding)}</Opens>}
            >
              {of.borrowers === null ? null : !may.ask('fund.loans') ? (
                say('fund.page.borrowers', { n: countText(of.borrowers) })
              ) : (
                <GoTo className="text-link" to="/loans">
                  {say('fund.page.borrowers', { n: countText(of.borrowers) })}
                </GoTo>
              )}
            </Figure>
            <Figure label={say('fund.page.par30')} value={shareText(of.par30)}>
              {say('fund.page.par30-about', { amount: moneyText(of.at_risk) })}
            </Figure>
            {fund ? (
              <Figure
                label={say('fund.page.capital')}
                value={moneyText(Number(fund['restricted']) + Number(fund['free']))}
              >
                {say('fund.page.capital-of', { amount: moneyText(Number(fund['restricted'])) })}
              </Figure>
            ) : null}
          </div>
        )}
      </Asked>
    </Section>
  );
}

function Opens({ account, children }: { readonly account: string; readonly children: string }) {
  const { say } = useSpeaking();
  return (
    <Drill title={say(account)} of="book.entries" params={{ account }} cells={entryCells}>
      {children}
    </Drill>
  );
}

function Rules() {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const fund = usePage('fund.funds', { size: 1 }, may.ask('fund.funds')).data?.value.rows[0];
  if (!fund) return <Tell kind={FundOpened} main />;
  return (
    <Section title={say('fund.page.rules')} tools={<Tell kind={ProvisionMade} given={{ fund: fund['id'] }} small />}>
      <Particulars
        of={[
          [say('fund.funds.name'), String(fund['name'])],
          [say('fund.funds.owner'), fund['owner'] === null ? null : String(fund['owner'])],
          [say('fund.funds.ceiling'), moneyText(Number(fund['ceiling']))],
          [say('fund.funds.deduction_cap'), shareText(Number(fund['deduction_cap']))],
          [say('fund.funds.term_days'), fund['term_days'] === null ? null : countText(Number(fund['term_days']))],
          [say('fund.funds.on_day'), dayText(String(fund['on_day']), language)],
        ]}
      />
    </Section>
  );
}
