import { useMemo } from 'react';
import { areaText } from '#kernel/office/format.ts';
import { useGo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import type { MapPlot, Position } from '#kernel/office/mapShapes.ts';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import type { PlotValue } from './PlotPage.tsx';
import { meaningsOf } from './verdicts.ts';

/** The plot among those that it overlaps. */
export function PlotGround({ of }: { readonly of: PlotValue }) {
  const say = useSay();
  const go = useGo();
  const outlines = useOutlines();
  const plots = useMemo<readonly MapPlot[]>(() => {
    const at: Position | null = of.lon === null || of.lat === null ? null : [of.lon, of.lat];
    const own: MapPlot = {
      id: of.id,
      name: of.name,
      detail: [of.area_m2 === null ? say('plots.page.unmapped') : areaText(of.area_m2)],
      meaning: of.verdict,
      at,
      ring: of.ring,
    };
    const others = of.overlaps.map((other) => ({
      id: other.plot,
      name: other.name,
      detail: [other.producer ?? say('plots.page.neighbour')],
      meaning: 'neighbour',
      ring: other.ring,
    }));
    return [...others, own];
  }, [of, say]);
  const meanings = [...meaningsOf(say), { key: 'neighbour', label: say('plots.page.neighbour'), colour: '#8a3f6b' }];
  return (
    <PlotMap
      title={say('plots.page.map')}
      plots={plots}
      meanings={meanings}
      outlines={outlines}
      height={420}
      onOpen={(id) => id !== of.id && go(`/plots/${id}`)}
    />
  );
}
