import { Tabs } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import {
  BatchRead,
  BatchStarted,
  LotArrived,
  LotSent,
  LotStored,
  SampleTaken,
  SampleTested,
  StockCounted,
  StoreOpened,
  StoreRuled,
} from '../storeFacts.ts';
import { heatCells, lotCells } from './lotCells.tsx';

const tabs = [
  ['batches', [BatchStarted, BatchRead]],
  ['transfers', [LotSent, LotArrived]],
  ['counts', [StockCounted]],
  ['samples', [SampleTaken, SampleTested]],
  ['stores', [StoreOpened, StoreRuled, LotStored]],
] as const;

/** From wet beans to the sack: boxes and beds, moves between centres, counts, samples, stores. */
export function HarvestPage() {
  const say = useSay();
  const { may } = usePresent();
  const [tab, open] = useWord('tab', 'batches');
  return (
    <>
      <PageHead about={say('lots.page.harvest.about')} />
      <Tabs value={tab} onChange={(value) => value && open(value)} keepMounted={false}>
        <Tabs.List mb="lg">
          {tabs
            .filter(([name]) => may.ask(`lots.${name}`))
            .map(([name]) => (
              <Tabs.Tab key={name} value={name}>
                {say(`lots.${name}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        {tabs.map(([name, kinds]) => (
          <Tabs.Panel key={name} value={name}>
            <DataTable
              of={`lots.${name}`}
              cells={name === 'batches' ? heatCells : lotCells}
              folded={folded}
              {...(name === 'batches' || name === 'stores' ? {} : { to: lotOf })}
              tools={kinds.map((kind, i) => <Tell key={kind.kind} kind={kind} main={i === 0} />)}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

const folded = ['method', 'counter_code', 'defects', 'blind'];

const lotOf = (row: Readonly<Record<string, unknown>>) => `/lots/${String(row['lot'])}`;
