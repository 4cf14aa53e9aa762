import { useMemo } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { areaText } from '#kernel/office/format.ts';
import { GoTo, useGo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import type { ofPerson } from '../queries.ts';
import { meaningsOf, verdictTone } from './verdicts.ts';

type Plots = AnswerOf<typeof ofPerson>;

/** A producer's plots on a small map. */
export function PlotsOfPerson({ id }: { readonly id: string }) {
  const asked = useAsk<typeof ofPerson>('plots.ofPerson', { person: id });
  return <Asked of={asked}>{(plots) => <Drawn of={plots} />}</Asked>;
}

function Drawn({ of }: { readonly of: Plots }) {
  const say = useSay();
  const go = useGo();
  const outlines = useOutlines();
  const plots = useMemo(
    () =>
      of.map((plot) => ({
        id: plot.id,
        name: plot.name,
        detail: [plot.area_m2 === null ? say('plots.verdict.unmapped') : areaText(plot.area_m2)],
        meaning: plot.verdict,
        ring: plot.ring,
        at: plot.lon === null || plot.lat === null ? null : ([plot.lon, plot.lat] as const),
      })),
    [of, say],
  );
  if (of.length === 0) return <div className="section-body">{say('plots.panel.none')}</div>;
  const measured = of.reduce((sum, plot) => sum + (plot.area_m2 ?? 0), 0);
  return (
    <div className="section-body two">
      <PlotMap
        title={say('plots.page.map')}
        plots={plots}
        meanings={meaningsOf(say)}
        outlines={outlines}
        height={300}
        onOpen={(id) => go(`/plots/${id}`)}
      />
      <div>
        <p className="page-about">{say('plots.panel.area', { n: of.length, area: areaText(measured) })}</p>
        <ul className="lines">
          {of.map((plot) => (
            <li key={plot.id}>
              <GoTo to={`/plots/${plot.id}`} className="text-link">
                {plot.name}
              </GoTo>
              <span>
                {say(`plots.crop.${plot.crop}`)}
                {plot.area_m2 === null ? '' : `, ${areaText(plot.area_m2)}`}
              </span>
              <Tag tone={verdictTone[plot.verdict]}>{say(`plots.verdict.${plot.verdict}`)}</Tag>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
