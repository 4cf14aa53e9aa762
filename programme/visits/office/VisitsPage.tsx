import { Tabs } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Adoption } from './Adoption.tsx';
import { DueTab } from './DueTab.tsx';

const income = { sex: { words: 'people.sex' } } as const;

/** Visits, what was agreed, which practices took hold, and what producers earn. */
export function VisitsPage() {
  const say = useSay();
  const { may } = usePresent();
  const [tab, open] = useWord('tab', 'visits');
  return (
    <>
      <PageHead about={say('visits.page.about')} />
      <Tabs value={tab} onChange={(value) => value && open(value)} keepMounted={false}>
        <Tabs.List mb="lg">
          {['visits', 'due', 'adoption', 'advice', 'income']
            .filter((name) => may.ask(`visits.${name}`))
            .map((name) => (
              <Tabs.Tab key={name} value={name}>
                {say(`visits.page.${name === 'due' ? 'due-list' : name}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value="visits">
          <DataTable of="visits.visits" to={(row) => `/visits/${String(row['id'])}`} />
        </Tabs.Panel>
        <Tabs.Panel value="due">
          <DueTab />
        </Tabs.Panel>
        <Tabs.Panel value="adoption">
          <Adoption />
        </Tabs.Panel>
        <Tabs.Panel value="advice">
          <DataTable of="visits.advice" to={(row) => `/visits/${String(row['id'])}`} />
        </Tabs.Panel>
        <Tabs.Panel value="income">
          <DataTable of="visits.income" cells={income} to={(row) => `/producers/${String(row['person'])}`} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
