import { Tabs, Text } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { LayersTab } from './LayersTab.tsx';
import { landCells } from './landCells.tsx';
import { RulesTab } from './RulesTab.tsx';
import { ScreeningBoard } from './ScreeningBoard.tsx';
import { ScreeningRun } from './ScreeningRun.tsx';

const tabs = [
  ['board', 'plots.screening'],
  ['cases', 'plots.cases'],
  ['layers', 'plots.layers'],
  ['rules', 'plots.screeningRules'],
] as const;

/** Which ground is cleared, which asks for a person, and what all of it was judged with. */
export function ScreeningPage() {
  const say = useSay();
  const { may } = usePresent();
  const [tab, open] = useWord('tab', 'board');
  return (
    <>
      <PageHead about={say('plots.screening.about')} actions={may.record('plots.plotScreened') && <ScreeningRun />} />
      <Tabs value={tab} onChange={(value) => value && open(value)} keepMounted={false}>
        <Tabs.List mb="lg">
          {tabs
            .filter(([, question]) => may.ask(question))
            .map(([name]) => (
              <Tabs.Tab key={name} value={name}>
                {say(`plots.screening.${name}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value="board">
          <ScreeningBoard />
        </Tabs.Panel>
        <Tabs.Panel value="cases">
          <Text className="page-about" mb="md">
            {say('plots.cases.page.about')}
          </Text>
          <DataTable of="plots.cases" cells={landCells} to={(row) => `/screening/cases/${String(row['id'])}`} />
        </Tabs.Panel>
        <Tabs.Panel value="layers">
          <LayersTab />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <RulesTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
