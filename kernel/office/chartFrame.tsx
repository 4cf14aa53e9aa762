import './chart.css';
import { type ReactNode, useId, useState } from 'react';
import { useSay } from './language.tsx';

export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Key {
  readonly label: string;
  readonly colour: string;
  readonly mark?: 'line' | 'target';
}

/** A drawing with its title, its legend and the same figures as a table, one press away. */
export function ChartFrame(of: {
  readonly title: string;
  readonly note?: string | undefined;
  readonly table: ChartTable;
  readonly legend?: readonly Key[];
  readonly children: ReactNode;
}) {
  const say = useSay();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const empty = of.table.rows.length === 0;
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption className="chart-head">
        <div>
          <span className="chart-title" id={id}>
            {of.title}
          </span>
          {of.note ? <span className="chart-note">{of.note}</span> : null}
        </div>
        {empty ? null : (
          <button type="button" className="chart-switch" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {say(asTable ? 'chart.drawing' : 'chart.table')}
          </button>
        )}
      </figcaption>
      {empty ? <p className="chart-empty">{say('chart.empty')}</p> : null}
      {empty ? null : asTable ? <FigureTable title={of.title} table={of.table} /> : of.children}
      {of.legend && !empty && !asTable ? <Legend keys={of.legend} /> : null}
    </figure>
  );
}

export function Legend({ keys }: { readonly keys: readonly Key[] }) {
  return (
    <ul className="chart-legend">
      {keys.map((key) => (
        <li key={key.label}>
          <span className={`chart-key chart-key-${key.mark ?? 'box'}`} style={{ background: key.colour }} />
          {key.label}
        </li>
      ))}
    </ul>
  );
}

function FigureTable({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  return (
    <section className="chart-table" aria-label={title}>
      <table>
        <thead>
          <tr>
            {table.head.map((cell, i) => (
              <th key={cell} scope="col" className={i === 0 ? '' : 'chart-number'}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th key={table.head[i]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.head[i]} className="chart-number">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A small card beside the pointer. */
export function Tip({
  x,
  y,
  of,
  title,
  lines,
}: {
  readonly x: number;
  readonly y: number;
  /** Width of the drawing, so that the card stays inside. */
  readonly of: number;
  readonly title: string;
  readonly lines: readonly string[];
}) {
  const left = x > of / 2;
  return (
    <div className="chart-tip" style={{ top: y, ...(left ? { right: of - x + 12 } : { left: x + 12 }) }}>
      <strong>{title}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
