import { useMemo } from 'react';
import { areaText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import type { MapPlot } from '#kernel/office/mapShapes.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import type { repair } from '../reviewQueries.ts';
import { besideMeanings, marksOf, outlineOn } from './ground.ts';
import type { PlotValue } from './PlotPage.tsx';

/** A boundary as it is and as it would be: the repair that is offered, or the capture that waits for a second person. */
export function BeforeAfter({ of, mended }: { readonly of: PlotValue; readonly mended: AnswerOf<typeof repair> }) {
  const say = useSay();
  const outlines = useOutlines();
  const waiting = of.boundaries.find((line) => line.id === of.waiting);
  const after = waiting
    ? { ring: waiting.ring, area: waiting.area_m2 }
    : mended.offer && { ring: mended.offer.ring, area: mended.offer.areaM2 };
  const plots = useMemo<readonly MapPlot[]>(() => {
    const over = new Set(of.overlaps.map((other) => other.plot));
    const around = of.around.map(({ id, name, ring }) =>
      outlineOn(id, name, over.has(id) ? 'overlapping' : 'neighbour', ring),
    );
    const before = outlineOn(of.id, of.name, 'before', of.ring, [of.area_m2 === null ? '' : areaText(of.area_m2)]);
    const then = after ? [outlineOn(of.id, say('plots.desk.after'), 'after', after.ring, [areaText(after.area)])] : [];
    return [...around, before, ...then];
  }, [of, after, say]);
  const findings = waiting?.findings ?? of.findings;
  const marks = useMemo(() => marksOf(findings, say), [findings, say]);
  const meanings = useMemo(() => besideMeanings(say), [say]);
  return (
    <PlotMap
      title={say('plots.desk.map')}
      plots={plots}
      marks={marks}
      meanings={meanings}
      outlines={outlines}
      closest={18}
      height={340}
    />
  );
}
