import { useMemo, useState } from 'react';
import { Behind } from '#kernel/office/Drill.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import { DistrictMap } from '#programme/partners/office/DistrictMap.tsx';
import type { breakdown } from '../drilling.ts';
import { figureText } from './figures.ts';
import { recordCells } from './recordCells.ts';

type Parts = AnswerOf<typeof breakdown>;

/** A figure by district on the map; a district opens to its records. */
export function DistrictResults({ of }: { readonly of: Parts }) {
  const say = useSay();
  const { may } = usePresent();
  const [opened, open] = useState<string | null>(null);
  const cells = of.groups.find((group) => group.by === 'district')?.cells;
  const values = useMemo(
    () => (cells ?? []).flatMap(({ key, value }) => (value === null ? [] : [{ code: key, value }])),
    [cells],
  );
  const format = useMemo(() => (value: number) => figureText(value, of.unit), [of.unit]);
  if (values.length < 2) return null;
  const name = cells?.find((cell) => cell.key === opened)?.name ?? '';
  const title = say('indicators.page.records-of', { what: say(`indicators.${of.code}`), part: name });
  return (
    <div className="section-body district-results">
      <DistrictMap
        title={`${say(`indicators.${of.code}`)}, ${say('indicators.group.district')}`}
        values={values}
        format={format}
        {...(may.ask('indicators.records')
          ? { onOpen: (code: string) => cells?.some((c) => c.key === code) && open(code) }
          : {})}
      />
      <Behind
        title={title}
        opened={opened !== null}
        close={() => open(null)}
        table={{
          of: 'indicators.records',
          params: { code: of.code, period: of.period, district: opened },
          cells: recordCells,
        }}
      />
    </div>
  );
}
