import './chart.css';
import { pathThrough, scale } from './chartScale.ts';

/** A line without axes for beside a figure: its way over time, its last point, and what was aimed at. */
export function SparkLine(of: {
  /** Said to screen readers: the figures in words. */
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly target?: number;
  readonly width?: number;
  readonly height?: number;
}) {
  const width = of.width ?? 120;
  const height = of.height ?? 32;
  const known = of.values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const top = Math.max(of.target ?? 0, ...known);
  const y = scale([Math.min(0, ...known), top || 1], [height - 4, 4]);
  const x = scale([0, Math.max(1, of.values.length - 1)], [4, width - 6]);
  const points = of.values.map((value, i) => (value === null ? null : ([x(i), y(value)] as const)));
  const last = points.findLast((point) => point !== null);
  return (
    <svg className="spark" width={width} height={height} role="img" aria-label={of.label}>
      {of.target === undefined ? null : (
        <line className="spark-target" x1={0} x2={width} y1={y(of.target)} y2={y(of.target)} />
      )}
      <path className="spark-line" d={pathThrough(points)} />
      {last ? <circle className="spark-dot" cx={last[0]} cy={last[1]} r={3} /> : null}
    </svg>
  );
}

/** A figure as a part of its target, filled from the left; over the target it stays full. */
export function TargetBar(of: { readonly label: string; readonly value: number; readonly target: number }) {
  const share = of.target <= 0 ? 1 : Math.min(1, Math.max(0, of.value / of.target));
  return (
    <div className="target-bar" role="img" aria-label={of.label}>
      <span className={share >= 0.999 ? 'target-met' : ''} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
