import './lots.css';
import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { lossCells } from './lotCells.tsx';

const reports = ['massBalance', 'stockByMonth', 'losses', 'premiums', 'certificateAccounts'] as const;
const ofPeriod: readonly string[] = ['massBalance', 'losses', 'premiums'];

/** What came in, went out and is left, to the gram; what was lost and to what; what certificates paid and to whom. */
export function BalancePage() {
  const say = useSay();
  const { may } = usePresent();
  const [tab, open] = useWord('tab', 'massBalance');
  const [period, choose] = useState<{ from?: string; to?: string }>({});
  const change = (side: 'from' | 'to') => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    choose(({ [side]: _, ...other }) => (value === '' ? other : { ...other, [side]: value }));
  };
  return (
    <>
      <PageHead about={say('lots.page.balance.about')} />
      <Tabs value={tab} onChange={(value) => value && open(value)} keepMounted={false}>
        <Tabs.List mb="lg">
          {reports
            .filter((name) => may.ask(`lots.${name}`))
            .map((name) => (
              <Tabs.Tab key={name} value={name}>
                {say(`lots.${name}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        {ofPeriod.includes(tab) ? (
          <p className="lot-period">
            {(['from', 'to'] as const).map((side) => (
              <label key={side}>
                {say(`lots.page.${side}`)} <input type="date" value={period[side] ?? ''} onChange={change(side)} />
              </label>
            ))}
          </p>
        ) : null}
        {reports.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <DataTable
              of={`lots.${name}`}
              cells={lossCells}
              folded={folded}
              without={name === 'massBalance' && !period.from ? withoutOpening : none}
              {...(ofPeriod.includes(name) ? { params: period } : {})}
              {...(name === 'massBalance' || name === 'stockByMonth'
                ? { to: (row) => `/centres/${String(row['centre'])}` }
                : {})}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

const folded = ['producers', 'receipts', 'before', 'times'];
// Of a balance from the beginning nothing is carried over.
const withoutOpening = ['opening'];
const none: readonly string[] = [];
