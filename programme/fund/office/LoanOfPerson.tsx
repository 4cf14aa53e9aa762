import { Tabs } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { moneyText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { Figure } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { loan } from '../queries.ts';

const tables = ['fund.credits', 'fund.deliveries', 'fund.repayments'] as const;
const without = ['name', 'zone'];

/** What a producer owes the fund, was given and paid back. */
export function LoanOfPerson({ id }: { readonly id: string }) {
  const say = useSay();
  const { may } = usePresent();
  const shown = tables.filter(may.ask);
  return (
    <Asked of={useAsk<typeof loan>('fund.loan', { person: id })} height={120}>
      {(of) =>
        of.lines.length === 0 ? (
          <p className="section-body">{say('fund.page.panel-none')}</p>
        ) : (
          <>
            <div className="cards panel-figures">
              <Figure label={say('fund.loans.balance')} value={moneyText(of.balance)}>
                <GoTo className="text-link" to={`/loans/${of.id}`}>
                  {say('fund.page.account-lines')}
                </GoTo>
              </Figure>
              <Figure
                label={say('fund.loans.granted')}
                value={moneyText(of.lines.reduce((sum, line) => sum + Math.max(0, line.amount), 0))}
              />
              <Figure
                label={say('fund.page.paid')}
                value={moneyText(of.lines.reduce((sum, line) => sum + Math.max(0, -line.amount), 0))}
              />
            </div>
            {shown.length > 0 ? (
              <Tabs defaultValue={shown[0] ?? null} keepMounted={false}>
                <Tabs.List mb="md">
                  {shown.map((name) => (
                    <Tabs.Tab key={name} value={name}>
                      {say(name)}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                {shown.map((name) => (
                  <Tabs.Panel key={name} value={name}>
                    <DataTable of={name} params={{ person: id }} without={without} size={10} />
                  </Tabs.Panel>
                ))}
              </Tabs>
            ) : null}
          </>
        )
      }
    </Asked>
  );
}
