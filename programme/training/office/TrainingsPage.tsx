import { Tabs } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Cascade } from './Cascade.tsx';
import { PlanSession } from './PlanSession.tsx';
import { WalkInsTab } from './WalkInsTab.tsx';

const plans = { state: { words: 'training.state' }, reason: { words: 'training.missed' } } as const;
const sheets = { sex: { words: 'people.sex' } } as const;

/** Sessions, who was there, what is taught and how it spreads. */
export function TrainingsPage() {
  const say = useSay();
  const { may } = usePresent();
  const [tab, open] = useWord('tab', 'sessions');
  const tabs = [
    ['sessions', 'training.sessions'],
    ['plans', 'training.plans'],
    ['walkIns', 'training.walkIns'],
    ['cascade', 'training.cascade'],
    ['attendance', 'training.attendance'],
    ['callbacks', 'training.callbacks'],
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
        <Tabs.Panel value="plans">
          <DataTable
            of="training.plans"
            cells={plans}
            empty={say('training.page.plans.none')}
            to={(row) => (row['session'] ? session(row['session']) : null)}
            tools={
              may.record('training.sessionPlanned') && (
                <SideForm label={say('training.page.plan')} plus>
                  {(close) => <PlanSession close={close} />}
                </SideForm>
              )
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="walkIns">
          <WalkInsTab />
        </Tabs.Panel>
        <Tabs.Panel value="callbacks">
          <p className="page-about">{say('training.page.callbacks.about')}</p>
          <DataTable of="training.callbacks" to={(row) => session(row['session'])} />
        </Tabs.Panel>
        <Tabs.Panel value="modules">
          <DataTable of="training.modules" />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
