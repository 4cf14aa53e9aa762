import { useState } from 'react';
import { series as colours } from '#kernel/kit/tokens.ts';
import { ChartFrame, type ChartTable, type Key, Tip } from './chartFrame.tsx';
import { axisRoom, labelEvery, scale, ticks } from './chartScale.ts';
import { useWidth } from './chartWidth.ts';
import { type Say, useSay } from './language.tsx';

export interface BarSeries {
  readonly key: string;
  readonly label: string;
  readonly colour?: string;
}

export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly values: Readonly<Record<string, number>>;
  /** What was aimed at; drawn as a line across the bar. */
  readonly target?: number;
}

interface BarChartProps {
  readonly title: string;
  readonly note?: string;
  /** Heading of the first column of the table: what a bar stands for. */
  readonly what: string;
  readonly bars: readonly Bar[];
  readonly series: readonly BarSeries[];
  readonly format: (value: number) => string;
  /** One on another instead of side by side. */
  readonly stacked?: boolean;
  readonly height?: number;
  /** What the mark across a bar is called, when it is no target. */
  readonly targetLabel?: string;
  readonly onOpen?: (bar: Bar) => void;
}

const margin = { top: 12, right: 8, bottom: 28 };

/** Bars side by side or stacked, with target marks, a legend and a table of the same figures. */
export function BarChart(of: BarChartProps) {
  const say = useSay();
  const coloured = of.series.map((one, i) => ({ ...one, colour: one.colour ?? colourOf(i) }));
  const hasTarget = of.bars.some((bar) => bar.target !== undefined);
  const legend: Key[] = [
    ...(coloured.length > 1 || hasTarget ? coloured.map(({ label, colour }) => ({ label, colour })) : []),
    ...(hasTarget
      ? [{ label: of.targetLabel ?? say('chart.target'), colour: 'var(--ink)', mark: 'target' as const }]
      : []),
  ];
  return (
    <ChartFrame title={of.title} note={of.note} table={tableOf(of, hasTarget, say)} legend={legend}>
      <Drawing {...of} series={coloured} />
    </ChartFrame>
  );
}

export function colourOf(i: number): string {
  return colours[i % colours.length] ?? colours[0];
}

type Coloured = BarSeries & { readonly colour: string };

function tableOf(of: BarChartProps, hasTarget: boolean, say: Say): ChartTable {
  return {
    head: [
      of.what,
      ...of.series.map((one) => one.label),
      ...(hasTarget ? [of.targetLabel ?? say('chart.target')] : []),
    ],
    rows: of.bars.map((bar) => [
      bar.label,
      ...of.series.map((one) => of.format(bar.values[one.key] ?? 0)),
      ...(hasTarget ? [bar.target === undefined ? '' : of.format(bar.target)] : []),
    ]),
  };
}

function Drawing(of: Omit<BarChartProps, 'series'> & { readonly series: readonly Coloured[] }) {
  const say = useSay();
  const [ref, width] = useWidth<HTMLDivElement>();
  const [over, setOver] = useState<number | null>(null);
  const height = of.height ?? 240;
  const tops = of.bars.map((bar) => topOf(bar, of));
  const marks = ticks(0, Math.max(...tops, ...of.bars.map((bar) => bar.target ?? 0)));
  const y = scale([marks[0] ?? 0, marks.at(-1) ?? 1], [height - margin.bottom, margin.top]);
  const left = axisRoom(marks.map(of.format));
  const slot = (width - left - margin.right) / Math.max(1, of.bars.length);
  const every = labelEvery(of.bars.length, width - left - margin.right, 54);
  const hovered = over === null ? undefined : of.bars[over];
  return (
    <div className="chart-drawing" ref={ref} onPointerLeave={() => setOver(null)}>
      <svg width={width} height={height} role={of.onOpen ? undefined : 'img'} aria-label={of.title}>
        <Axis marks={marks} y={y} left={left} width={width} format={of.format} />
        {of.bars.map((bar, i) => (
          <Column
            key={bar.key}
            bar={bar}
            of={of}
            x={left + i * slot}
            slot={slot}
            y={y}
            label={i % every === 0}
            foot={height - margin.bottom}
            onOver={() => setOver(i)}
          />
        ))}
      </svg>
      {hovered && over !== null ? (
        <Tip
          x={left + (over + 0.5) * slot}
          y={margin.top}
          of={width}
          title={hovered.label}
          lines={[
            ...of.series.map((one) => `${one.label}: ${of.format(hovered.values[one.key] ?? 0)}`),
            ...(hovered.target === undefined
              ? []
              : [`${of.targetLabel ?? say('chart.target')}: ${of.format(hovered.target)}`]),
          ]}
        />
      ) : null}
    </div>
  );
}

function topOf(bar: Bar, of: Pick<BarChartProps, 'series' | 'stacked'>): number {
  const values = of.series.map((one) => bar.values[one.key] ?? 0);
  return of.stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
}

export function Axis(of: {
  readonly marks: readonly number[];
  readonly y: (value: number) => number;
  readonly left: number;
  readonly width: number;
  readonly format: (value: number) => string;
}) {
  return (
    <g className="chart-axis">
      {of.marks.map((mark) => (
        <g key={mark} transform={`translate(0 ${of.y(mark)})`}>
          <line x1={of.left} x2={of.width - margin.right} className={mark === 0 ? 'chart-zero' : ''} />
          <text x={of.left - 8} dy="0.32em" textAnchor="end">
            {of.format(mark)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface ColumnProps {
  readonly bar: Bar;
  readonly of: Omit<BarChartProps, 'series'> & { readonly series: readonly Coloured[] };
  readonly x: number;
  readonly slot: number;
  readonly y: (value: number) => number;
  readonly label: boolean;
  readonly foot: number;
  readonly onOver: () => void;
}

function Column({ bar, of, x, slot, y, label, foot, onOver }: ColumnProps) {
  const open = of.onOpen;
  const inner = Math.min(slot * 0.72, of.stacked ? 56 : 36 * of.series.length);
  const each = of.stacked ? inner : inner / of.series.length;
  let below = 0;
  const rects = of.series.map((one, i) => {
    const value = bar.values[one.key] ?? 0;
    const from = of.stacked ? below : 0;
    below += value;
    const left = x + (slot - inner) / 2 + (of.stacked ? 0 : i * each);
    const gap = of.stacked || of.series.length === 1 ? 0 : 2;
    const [top, bottom] = [y(from + value), y(from)];
    return (
      <rect
        key={one.key}
        x={left}
        width={Math.max(1, each - gap)}
        y={Math.min(top, bottom)}
        height={Math.abs(bottom - top)}
        rx={Math.min(3, each / 4)}
        fill={one.colour}
      />
    );
  });
  const said = `${bar.label}: ${of.series.map((one) => `${one.label} ${of.format(bar.values[one.key] ?? 0)}`).join(', ')}`;
  return (
    <g
      className={open ? 'chart-column chart-opens' : 'chart-column'}
      onPointerEnter={onOver}
      {...(open
        ? {
            role: 'button',
            tabIndex: 0,
            'aria-label': said,
            onFocus: onOver,
            onClick: () => open(bar),
            onKeyDown: (event) => {
              if (event.key === 'Enter' || event.key === ' ') open(bar);
            },
          }
        : {})}
    >
      <rect x={x} y={0} width={slot} height={foot} fill="transparent" />
      {rects}
      {bar.target === undefined ? null : (
        <line
          className="chart-target"
          x1={x + (slot - inner) / 2 - 5}
          x2={x + (slot + inner) / 2 + 5}
          y1={y(bar.target)}
          y2={y(bar.target)}
        />
      )}
      {label ? (
        <text className="chart-label" x={x + slot / 2} y={foot + 18} textAnchor="middle">
          {bar.label}
        </text>
      ) : null}
    </g>
  );
}
