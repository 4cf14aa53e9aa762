import { Tabs } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import type { FactKind } from '#kernel/pure/fact.ts';
import {
  BatchFinanced,
  ContributionReceived,
  DeductionsSettled,
  GoodsBought,
  GoodsDelivered,
  GoodsListed,
  RepaymentReceived,
} from '../facts.ts';

const tabs = ['fund.contributions', 'fund.deliveries', 'fund.repayments', 'fund.batches', 'fund.goods'] as const;

/** What is recorded beside each list. */
const told: Readonly<Record<string, readonly FactKind[]>> = {
  'fund.contributions': [ContributionReceived, DeductionsSettled],
  'fund.deliveries': [GoodsDelivered],
  'fund.repayments': [RepaymentReceived],
  'fund.batches': [BatchFinanced],
  'fund.goods': [GoodsListed, GoodsBought],
};

/** What came into the fund and what it gave, record by record. */
export function MovementsPage() {
  const say = useSay();
  const [tab, setTab] = useWord('tab', tabs[0]);
  return (
    <>
      <PageHead about={say('fund.page.movements-about')} />
      <Tabs value={tab} onChange={(next) => setTab(next ?? tabs[0])} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(name)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <DataTable of={name} tools={told[name]?.map((kind) => <Tell key={kind.kind} kind={kind} small />)} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
