import { Tabs } from '@mantine/core';
import { usePage } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import { DayCounts } from './DayCounts.tsx';

/** Where cocoa is bought, and the counts of the cash boxes. */
export function CentresPage() {
  const say = useSay();
  const { may } = usePresent();
  const [tab, setTab] = useWord('tab', 'centres');
  return (
    <>
      <PageHead about={say('purchasing.page.centres-about')} />
      <Tabs value={tab} onChange={(next) => setTab(next ?? 'centres')} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="centres">{say('purchasing.centres')}</Tabs.Tab>
          {may.ask('purchasing.days') ? <Tabs.Tab value="days">{say('purchasing.days')}</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="centres">
          <Section>
            <CentresMap />
          </Section>
          <DataTable of="purchasing.centres" folded={folded} to={(row) => `/centres/${String(row['id'])}`} />
        </Tabs.Panel>
        <Tabs.Panel value="days">
          <DayCounts />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const folded = ['certified', 'buyer_name', 'calibrated'];
const nobody: readonly never[] = [];

function CentresMap() {
  const say = useSay();
  const outlines = useOutlines();
  const page = usePage('purchasing.centres', { size: 200 });
  const places = (page.data?.value.rows ?? []).flatMap((row) =>
    typeof row['lon'] === 'number' && typeof row['lat'] === 'number'
      ? [{ id: String(row['id']), name: String(row['name']), at: [row['lon'], row['lat']] as const }]
      : [],
  );
  if (places.length === 0) return null;
  return (
    <PlotMap
      title={say('purchasing.page.centres-map')}
      plots={nobody}
      meanings={nobody}
      places={places}
      outlines={outlines}
      height={360}
    />
  );
}
