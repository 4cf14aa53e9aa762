import './nursery.css';
import { useMemo, useState } from 'react';
import { countText, dayText, shareText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { TargetBar } from '#kernel/office/sparkLine.tsx';
import type { FunnelLine } from '../detailQueries.ts';

const stages = ['germinated', 'grafted', 'taken', 'hardened'] as const;
type Column = 'on_day' | 'bed' | 'clone' | 'seeds' | 'ready' | 'sold' | 'lost' | (typeof stages)[number];

/** Every batch through its stages: how many stood there at each count. Sorts by any column. */
export function Funnel({ of }: { readonly of: readonly FunnelLine[] }) {
  const { say } = useSpeaking();
  const [sort, setSort] = useState<{ by: Column; down: boolean }>({ by: 'on_day', down: true });
  const sorted = useMemo(() => {
    const sign = sort.down ? -1 : 1;
    return [...of].sort((a, b) => {
      const [x, y] = [a[sort.by] ?? -1, b[sort.by] ?? -1];
      return x === y ? 0 : x < y ? -sign : sign;
    });
  }, [of, sort]);
  const columns: readonly (readonly [Column, string])[] = [
    ['on_day', say('nursery.batches.on_day')],
    ['bed', say('nursery.batches.bed')],
    ['clone', say('nursery.batches.clone')],
    ['seeds', say('nursery.batches.seeds')],
    ...stages.map((stage) => [stage, say(`nursery.stage.${stage}`)] as const),
    ['ready', say('nursery.batches.ready')],
    ['sold', say('nursery.batches.sold')],
    ['lost', say('nursery.batches.lost')],
  ];
  return (
    <div className="chart-table">
      <table>
        <thead>
          <tr>
            {columns.map(([name, label], i) => (
              <th
                key={name}
                scope="col"
                className={i > 2 ? 'chart-number' : ''}
                aria-sort={sort.by === name ? (sort.down ? 'descending' : 'ascending') : 'none'}
              >
                <button
                  type="button"
                  className="table-heading funnel-sort"
                  onClick={() => setSort({ by: name, down: sort.by === name ? !sort.down : true })}
                >
                  {label}
                  {sort.by === name ? (sort.down ? ' ↓' : ' ↑') : ''}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((batch) => (
            <Batch key={batch.id} of={batch} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Batch({ of }: { readonly of: FunnelLine }) {
  const { language } = useSpeaking();
  return (
    <tr>
      <th scope="row">{dayText(of.on_day, language)}</th>
      <td>
        <GoTo className="text-link" to={`/batches/${of.id}`}>
          {of.bed}
        </GoTo>
      </td>
      <td>{of.clone}</td>
      <td className="chart-number">{countText(of.seeds)}</td>
      {stages.map((stage) => (
        <td key={stage} className="chart-number">
          <Stage counted={of[stage]} seeds={of.seeds} />
        </td>
      ))}
      <td className="chart-number">
        <Stage counted={of.ready === 0 ? null : of.ready} seeds={of.seeds} />
      </td>
      <td className="chart-number">{countText(of.sold)}</td>
      <td className="chart-number">{countText(of.lost)}</td>
    </tr>
  );
}

function Stage({ counted, seeds }: { readonly counted: number | null; readonly seeds: number }) {
  if (counted === null) return <span className="none">—</span>;
  const share = seeds === 0 ? 0 : (counted / seeds) * 1_000_000;
  return (
    <div className="funnel-stage">
      {countText(counted)}
      <TargetBar label={shareText(share)} value={counted} target={seeds} />
    </div>
  );
}
