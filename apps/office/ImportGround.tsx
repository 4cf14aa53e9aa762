import { useMemo } from 'react';
import type { ImportAnswer } from '#apps/server/imports.ts';
import { useSay } from '#kernel/office/language.tsx';
import { PlotMap } from '#kernel/office/mapPlots.tsx';
import type { MapMeaning, MapPlot } from '#kernel/office/mapShapes.ts';
import { Section } from '#kernel/office/PageHead.tsx';
import { useOutlines } from '#programme/partners/office/outlines.ts';

const colours = { new: '#1d5c34', flagged: '#b4621a', known: '#6b6257', bad: '#9c2a17' } as const;

/** Where the rows of the file lie, coloured by what becomes of them; nothing for a file without places. */
export function ImportGround({ of }: { readonly of: ImportAnswer }) {
  const say = useSay();
  const outlines = useOutlines();
  const plots = useMemo(
    () =>
      of.rows.flatMap(({ line, outcome, would, said, ground }): MapPlot[] => {
        const [only] = ground ?? [];
        if (!ground || !only) return [];
        const name = say('import.page.line', { line });
        const detail = [would, said].filter((text) => text !== '');
        return [
          {
            id: String(line),
            name,
            detail,
            meaning: outcome,
            ...(ground.length > 3 ? { ring: ground } : { at: only }),
          },
        ];
      }),
    [of.rows, say],
  );
  const meanings: readonly MapMeaning[] = Object.entries(colours).map(([key, colour]) => ({
    key,
    colour,
    label: say(`import.page.row.${key}`),
  }));
  if (plots.length === 0 && of.notes.length === 0) return null;
  return (
    <Section title={say('import.page.map')}>
      {of.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {plots.length > 0 && (
        <PlotMap title={say('import.page.map')} plots={plots} meanings={meanings} outlines={outlines} height={380} />
      )}
    </Section>
  );
}
