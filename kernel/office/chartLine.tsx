import { useState } from 'react';
import { Axis, colourOf } from './chartBars.tsx';
import { ChartFrame, Tip } from './chartFrame.tsx';
import { axisRoom, labelEvery, pathThrough, scale, ticks } from './chartScale.ts';
import { useWidth } from './chartWidth.ts';
import { useSay } from './language.tsx';

export interface Line {
  readonly key: string;
  readonly label: string;
  /** One value per point of time; null where nothing was measured. */
  readonly values: readonly (number | null)[];
  readonly colour?: string;
}

interface LineChartProps {
  readonly title: string;
  readonly note?: string;
  /** Heading of the first column of the table. */
  readonly what: string;
  readonly at: readonly string[];
  readonly lines: readonly Line[];
  readonly format: (value: number) => string;
  readonly target?: number;
  /** Shade the ground under the first line. */
  readonly filled?: boolean;
  readonly height?: number;
}

const margin = { top: 12, right: 8, bottom: 28 };

/** Lines over time with a target across, a legend and a table of the same figures. */
export function LineChart(of: LineChartProps) {
  const say = useSay();
  const lines = of.lines.map((line, i) => ({ ...line, colour: line.colour ?? colourOf(i) }));
  const shown = (value: number | null | undefined) => (value === null || value === undefined ? '' : of.format(value));
  return (
    <ChartFrame
      title={of.title}
      note={of.note}
      table={{
        head: [of.what, ...lines.map((line) => line.label)],
        rows: of.at.map((at, i) => [at, ...lines.map((line) => shown(line.values[i]))]),
      }}
      legend={[
        ...(lines.length > 1 ? lines.map(({ label, colour }) => ({ label, colour, mark: 'line' as const })) : []),
        ...(of.target === undefined
          ? []
          : [
              {
                label: `${say('chart.target')}: ${of.format(of.target)}`,
                colour: 'var(--ink)',
                mark: 'target' as const,
              },
            ]),
      ]}
    >
      <Drawing {...of} lines={lines} />
    </ChartFrame>
  );
}

function Drawing(
  of: Omit<LineChartProps, 'lines'> & { readonly lines: readonly (Line & { readonly colour: string })[] },
) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [over, setOver] = useState<number | null>(null);
  const height = of.height ?? 240;
  const all = of.lines.flatMap((line) => line.values.filter((value) => value !== null));
  const marks = ticks(Math.min(0, ...all), Math.max(of.target ?? 0, ...all));
  const y = scale([marks[0] ?? 0, marks.at(-1) ?? 1], [height - margin.bottom, margin.top]);
  const left = axisRoom(marks.map(of.format));
  const x = scale([0, Math.max(1, of.at.length - 1)], [left + 8, width - margin.right - 8]);
  const every = labelEvery(of.at.length, width - left, 62);
  const near = (px: number) =>
    Math.max(0, Math.min(of.at.length - 1, Math.round((px - x(0)) / Math.max(1, x(1) - x(0)))));
  return (
    <div
      className="chart-drawing"
      ref={ref}
      onPointerLeave={() => setOver(null)}
      onPointerMove={(event) => setOver(near(event.clientX - event.currentTarget.getBoundingClientRect().left))}
    >
      <svg width={width} height={height} role="img" aria-label={of.title}>
        <Axis marks={marks} y={y} left={left} width={width} format={of.format} />
        {of.at.map((label, i) =>
          i % every === 0 && (i === of.at.length - 1 || i <= of.at.length - 1 - every / 2) ? (
            <text
              key={label}
              className="chart-label"
              x={x(i)}
              y={height - 10}
              textAnchor={i === of.at.length - 1 ? 'end' : i === 0 ? 'start' : 'middle'}
            >
              {label}
            </text>
          ) : null,
        )}
        {of.target === undefined ? null : (
          <line className="chart-target" x1={left} x2={width - margin.right} y1={y(of.target)} y2={y(of.target)} />
        )}
        {of.lines.map((line, i) => (
          <Curve key={line.key} line={line} x={x} y={y} filled={of.filled === true && i === 0} over={over} />
        ))}
      </svg>
      {over === null ? null : (
        <Tip
          x={x(over)}
          y={margin.top}
          of={width}
          title={of.at[over] ?? ''}
          lines={of.lines.flatMap((line) => {
            const value = line.values[over];
            return value === null || value === undefined ? [] : [`${line.label}: ${of.format(value)}`];
          })}
        />
      )}
    </div>
  );
}

function Curve(of: {
  readonly line: Line & { readonly colour: string };
  readonly x: (i: number) => number;
  readonly y: (value: number) => number;
  readonly filled: boolean;
  readonly over: number | null;
}) {
  const points = of.line.values.map((value, i) => (value === null ? null : ([of.x(i), of.y(value)] as const)));
  const path = pathThrough(points);
  const known = points.filter((point) => point !== null);
  const [first, last] = [known[0], known.at(-1)];
  const dot = of.over === null ? null : points[of.over];
  return (
    <g style={{ color: of.line.colour }}>
      {of.filled && first && last ? (
        <path
          className="chart-ground"
          d={`${path}L${last[0].toFixed(1)} ${of.y(0).toFixed(1)}L${first[0].toFixed(1)} ${of.y(0).toFixed(1)}Z`}
        />
      ) : null}
      <path className="chart-curve" d={path} />
      {dot ? <circle className="chart-dot" cx={dot[0]} cy={dot[1]} r={4} /> : null}
      {known.length === 1 && first ? <circle className="chart-dot" cx={first[0]} cy={first[1]} r={4} /> : null}
    </g>
  );
}
