import { useMemo } from 'react';
import type { ZodMiniType } from 'zod/mini';
import { series } from '#kernel/kit/tokens.ts';
import { useAsk } from '#kernel/office/ask.ts';
import { areaText, massText } from '#kernel/office/format.ts';
import { useGo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import { boxAround, type MapMeaning, type MapPlot, type Position } from '#kernel/office/mapShapes.ts';
import { usePresent } from '#kernel/office/session.tsx';
import type { Question } from '#kernel/server/question.ts';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import type { PlotPart } from '../tracing.ts';

/** Of the question `plots.shapes` what is drawn here. */
type Shapes = Question<
  ZodMiniType,
  {
    readonly features: readonly {
      readonly id: string;
      readonly geometry:
        | { readonly type: 'Point' }
        | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] };
    }[];
  }
>;

/** Beyond this many a boundary is a dot on the map anyway, and the answer would be large. */
const mostBoundaries = 600;

/** The plots behind a lot, coloured by zone; each opens its page. */
export function OriginMap({ parts, title }: { readonly parts: readonly PlotPart[]; readonly title: string }) {
  const say = useSay();
  const go = useGo();
  const { may } = usePresent();
  const outlines = useOutlines();
  const rings = useRings(parts);
  const meanings = useMemo(() => zonesOf(parts, say('lots.page.other-zones')), [parts, say]);
  const plots = useMemo<MapPlot[]>(() => {
    const known = new Set(meanings.map((meaning) => meaning.key));
    return parts.flatMap((part) => {
      if (part.plot === null) return [];
      return {
        id: part.plot,
        name: say('lots.page.plot', { code: part.code ?? '' }),
        detail: [
          massText(part.grams),
          ...(part.zone_name ? [part.zone_name] : []),
          ...(part.area_m2 === null ? [] : [areaText(part.area_m2)]),
        ],
        meaning: part.zone !== null && known.has(part.zone) ? part.zone : 'other',
        at: part.lon === null || part.lat === null ? null : ([part.lon, part.lat] as const),
        ring: rings.get(part.plot) ?? null,
      };
    });
  }, [parts, meanings, rings, say]);
  return (
    <PlotMap
      title={title}
      plots={plots}
      meanings={meanings}
      outlines={outlines}
      height={460}
      {...(may.ask('plots.plot') ? { onOpen: (plot: string) => go(`/plots/${plot}`) } : {})}
    />
  );
}

const noRings: ReadonlyMap<string, readonly Position[]> = new Map();

function useRings(parts: readonly PlotPart[]): ReadonlyMap<string, readonly Position[]> {
  const { may } = usePresent();
  const places = parts.flatMap((part) =>
    part.lon === null || part.lat === null ? [] : [[part.lon, part.lat] as const],
  );
  const box = boxAround(places);
  const few = box !== null && places.length <= mostBoundaries && may.ask('plots.shapes');
  const asked = useAsk<Shapes>('plots.shapes', { bbox: box?.map((n) => n.toFixed(5)).join(',') }, { when: few });
  const found = asked.data?.value.features;
  return useMemo(() => {
    if (!found) return noRings;
    return new Map(
      found.flatMap((feature) => {
        const ring = feature.geometry.type === 'Polygon' ? feature.geometry.coordinates[0] : undefined;
        return ring ? [[feature.id, ring] as const] : [];
      }),
    );
  }, [found]);
}

/** The zones that gave most get a colour of their own. */
function zonesOf(parts: readonly PlotPart[], others: string): MapMeaning[] {
  const grams = new Map<string, { name: string; grams: number }>();
  for (const part of parts) {
    if (part.zone === null) continue;
    const zone = grams.get(part.zone) ?? { name: part.zone_name ?? '', grams: 0 };
    grams.set(part.zone, { ...zone, grams: zone.grams + part.grams });
  }
  const largest = [...grams].sort((a, b) => b[1].grams - a[1].grams);
  return [
    ...largest
      .slice(0, series.length)
      .map(([key, zone], i) => ({ key, label: zone.name, colour: series[i] ?? '#54422f' })),
    { key: 'other', label: others, colour: '#54422f' },
  ];
}
