import { Tabs } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Cascade } from './Cascade.tsx';

const sheets = { sex: { words: 'people.sex' } } as const;

/** Sessions, who was there, what is taught and how it spreads. */
export function TrainingsPage() {
  const say = useSay();
  const { may } = usePresent();
  const [tab, open] = useWord('tab', 'sessions');
  const tabs = [
    ['sessions', 'training.sessions'],
    ['cascade', 'training.cascade'],
    ['attendance', 'training.attendance'],
    ['modules', 'training.modules'],
  ] as const;
  const session = (id: unknown) => `/trainings/${String(id)}`;
  return (
    <>
      <PageHead about={say('training.page.about')} />
      <Tabs value={tab} onChange={(value) => value && open(value)} keepMounted={false}>
        <Tabs.List mb="lg">
          {tabs
            .filter(([, question]) => may.ask(question))
            .map(([name]) => (
              <Tabs.Tab key={name} value={name}>
                {say(`training.page.${name}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value="sessions">
          <DataTable of="training.sessions" to={(row) => session(row['id'])} />
        </Tabs.Panel>
        <Tabs.Panel value="cascade">
          <Cascade />
        </Tabs.Panel>
        <Tabs.Panel value="attendance">
          <DataTable of="training.attendance" cells={sheets} to={(row) => session(row['session'])} />
        </Tabs.Panel>
        <Tabs.Panel value="modules">
          <DataTable of="training.modules" />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
