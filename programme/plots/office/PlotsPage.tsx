import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { areaText } from '#kernel/office/format.ts';
import { GoTo, useGo, useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import type { MapPlot, Position } from '#kernel/office/mapShapes.ts';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import type { Verdict } from '../rules.ts';
import type { PlotFeature, shapes } from '../shapes.ts';
import { MapAccess } from './MapAccess.tsx';
import { meaningsOf, verdictTone } from './verdicts.ts';

/** Every plot, as a list or on the map. */
export function PlotsPage() {
  const say = useSay();
  const { may } = usePresent();
  const [view, look] = useWord('view', 'list');
  return (
    <>
      <PageHead
        about={say('plots.page.about')}
        actions={
          <>
            <SideForm quiet label={say('plots.access')}>
              {() => <MapAccess />}
            </SideForm>
            {may.ask('plots.limits') && (
              <GoTo to="/plots/limits" className="text-link">
                {say('plots.limits')}
              </GoTo>
            )}
            <SegmentedControl
              value={view}
              onChange={look}
              data={[
                { value: 'list', label: say('plots.page.list') },
                { value: 'map', label: say('plots.page.ground') },
              ]}
            />
          </>
        }
      />
      {view === 'map' ? <Ground /> : <List />}
    </>
  );
}

function List() {
  const say = useSay();
  return (
    <DataTable
      of="plots.plots"
      cells={{
        verdict: {
          words: 'plots.verdict',
          show: (row) => (
            <Tag tone={verdictTone[row['verdict'] as Verdict]}>{say(`plots.verdict.${String(row['verdict'])}`)}</Tag>
          ),
        },
      }}
      to={(row) => `/plots/${String(row['id'])}`}
    />
  );
}

function Ground() {
  const asked = useAsk<typeof shapes>('plots.shapes');
  return (
    <Asked of={asked} height={560}>
      {(value) => <Drawn of={value} />}
    </Asked>
  );
}

function Drawn({ of }: { readonly of: AnswerOf<typeof shapes> }) {
  const say = useSay();
  const go = useGo();
  const outlines = useOutlines();
  const plots = useMemo(() => of.features.map((feature) => plotOn(feature, say)), [of, say]);
  return (
    <div className="section-body">
      {!of.complete && <p className="page-about">{say('plots.page.map.left')}</p>}
      <PlotMap
        title={say('plots.page.map')}
        plots={plots}
        meanings={meaningsOf(say)}
        outlines={outlines}
        height={600}
        onOpen={(id) => go(`/plots/${id}`)}
      />
    </div>
  );
}

function plotOn({ id, geometry, properties }: PlotFeature, say: (key: string) => string): MapPlot {
  const place =
    geometry.type === 'Point'
      ? { at: geometry.coordinates as Position }
      : { ring: geometry.coordinates[0] as unknown as readonly Position[] };
  const verdict = properties.verdict === 'sound' && properties.overlaps ? 'look' : properties.verdict;
  return {
    id,
    name: `${say(`plots.crop.${properties.crop}`)}, ${areaText(properties.area_m2)}`,
    detail: [say(`plots.verdict.${verdict}`)],
    meaning: verdict,
    ...place,
  };
}
