import { useMemo } from 'react';
import { areaText } from '#kernel/office/format.ts';
import { useGo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import type { MapPlot, Position } from '#kernel/office/mapShapes.ts';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import { besideMeanings, marksOf, outlineOn } from './ground.ts';
import type { PlotValue } from './PlotPage.tsx';
import { meaningsOf } from './verdicts.ts';

/** The plot among its neighbours, with its findings where they are, and an earlier capture beside it when asked for. */
export function PlotGround({ of, beside }: { readonly of: PlotValue; readonly beside: string | null }) {
  const say = useSay();
  const go = useGo();
  const outlines = useOutlines();
  const plots = useMemo<readonly MapPlot[]>(() => {
    const at: Position | null = of.lon === null || of.lat === null ? null : [of.lon, of.lat];
    const detail = [of.area_m2 === null ? say('plots.page.unmapped') : areaText(of.area_m2)];
    const own: MapPlot = { id: of.id, name: of.name, detail, meaning: of.verdict, at, ring: of.ring };
    const over = new Map(of.overlaps.map((other) => [other.plot, other.producer]));
    const around = of.around.map(({ id, name, ring }) =>
      outlineOn(id, name, over.has(id) ? 'overlapping' : 'neighbour', ring, [
        over.get(id) ?? say('plots.page.neighbour'),
      ]),
    );
    const other = of.boundaries.find((line) => line.id === beside && line.id !== of.boundary);
    const capture = other
      ? [
          outlineOn(of.id, `${of.name}, ${say(`plots.method.${other.method}`)}`, 'earlier', other.ring, [
            areaText(other.area_m2),
          ]),
        ]
      : [];
    return [...around, own, ...capture];
  }, [of, beside, say]);
  const marks = useMemo(() => marksOf(of.findings, say), [of.findings, say]);
  const meanings = useMemo(() => [...meaningsOf(say), ...besideMeanings(say)], [say]);
  return (
    <PlotMap
      title={say('plots.page.map')}
      plots={plots}
      marks={marks}
      meanings={meanings}
      outlines={outlines}
      closest={17.5}
      height={420}
      onOpen={(id) => id !== of.id && go(`/plots/${id}`)}
    />
  );
}
