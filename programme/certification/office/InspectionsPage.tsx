import { Tabs } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { findingCells, inspectionCells } from './certificationCells.tsx';
import { PlanTab } from './PlanTab.tsx';

const openOnly = { state: 'open' } as const;

/** Who is due, what was inspected, what is still to be mended, and who must keep out. */
export function InspectionsPage() {
  const say = useSay();
  const { may } = usePresent();
  const plans = may.ask('certification.plan');
  const [tab, open] = useWord('tab', plans ? 'plan' : 'all');
  return (
    <>
      <PageHead about={say('certification.page.inspections.about')} />
      <Tabs value={tab} onChange={(value) => value && open(value)} keepMounted={false}>
        <Tabs.List mb="lg">
          {plans && <Tabs.Tab value="plan">{say('certification.page.plan')}</Tabs.Tab>}
          <Tabs.Tab value="all">{say('certification.page.all-inspections')}</Tabs.Tab>
          <Tabs.Tab value="findings">{say('certification.page.findings')}</Tabs.Tab>
          {may.ask('certification.conflicts') && (
            <Tabs.Tab value="conflicts">{say('certification.page.conflicts')}</Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="plan">
          <PlanTab />
        </Tabs.Panel>
        <Tabs.Panel value="all">
          <DataTable
            of="certification.inspections"
            cells={inspectionCells}
            to={(row) => `/inspections/${String(row['id'])}`}
          />
        </Tabs.Panel>
        <Tabs.Panel value="findings">
          <DataTable
            of="certification.findings"
            cells={findingCells}
            params={openOnly}
            to={(row) => `/inspections/${String(row['inspection'])}`}
          />
        </Tabs.Panel>
        <Tabs.Panel value="conflicts">
          <DataTable of="certification.conflicts" />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
