/** A straight scale from values to pixels. */
export function scale(from: readonly [number, number], to: readonly [number, number]): (value: number) => number {
  const [low, high] = from;
  const span = high - low || 1;
  return (value) => to[0] + ((value - low) / span) * (to[1] - to[0]);
}

const niceSteps = [1, 2, 2.5, 5, 10];

/** Round numbers from zero (or below) to at least the largest value, about that many. */
export function ticks(least: number, most: number, about = 4): number[] {
  const low = Math.min(0, least);
  const high = Math.max(0, most);
  if (high === low) return [0, 1];
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (niceSteps.find((nice) => nice * power >= rough * 0.999) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => round((first + i) * step));
}

/** Every how many labels one is written, so that none touches the next. */
export function labelEvery(count: number, width: number, labelWidth: number): number {
  return Math.max(1, Math.ceil((count * labelWidth) / Math.max(1, width)));
}

/** `M x y L x y …` through the points; a missing value leaves a gap. */
export function pathThrough(points: readonly (readonly [number, number] | null)[]): string {
  let out = '';
  let open = false;
  for (const point of points) {
    if (point) out += `${open ? 'L' : 'M'}${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
    open = point !== null;
  }
  return out;
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** Room at the left for the widest label of the axis. */
export function axisRoom(labels: readonly string[]): number {
  return Math.max(36, ...labels.map((label) => label.length * 7 + 14));
}
