import type { MapMark, MapMeaning, MapPlot, Position } from '#kernel/office/mapShapes.ts';
import type { Finding } from '../rules.ts';

type Say = (key: string, params?: Record<string, string | number>) => string;

/** Colours of what stands beside a plot on its own map. */
export const besideMeanings = (say: Say): readonly MapMeaning[] => [
  { key: 'before', label: say('plots.desk.before'), colour: '#9c2a17' },
  { key: 'after', label: say('plots.desk.after'), colour: '#1d5c34' },
  { key: 'earlier', label: say('plots.page.earlier'), colour: '#2b5c8a' },
  { key: 'overlapping', label: say('plots.page.overlapping'), colour: '#8a3f6b' },
  { key: 'neighbour', label: say('plots.page.neighbour'), colour: '#8b8378' },
];

export const outlineOn = (
  id: string,
  name: string,
  meaning: string,
  ring: readonly Position[] | null,
  detail: readonly string[] = [],
): MapPlot => ({ id, name, meaning, ring, detail });

/** A mark for each finding that says where it is; the number is that of the finding in its list. */
export function marksOf(findings: readonly Finding[], say: Say): MapMark[] {
  return findings.flatMap(({ code, params }, i): MapMark[] => {
    const { lon, lat } = params;
    return typeof lon === 'number' && typeof lat === 'number'
      ? [{ number: i + 1, at: [lon, lat], name: say(code, params) }]
      : [];
  });
}
