import Flatbush from 'flatbush';
import { type AreaShape, type Box, boxOf, partsOf, type Ring } from '#kernel/pure/geo.ts';
import { commonArea, type Prepared, prepare } from '#kernel/pure/overlap.ts';

/** One plot among others. */
export interface Neighbour {
  readonly shape: AreaShape;
  /** The plot's own code; two plots of one code are one plot twice. */
  readonly code?: string | null;
  /** What its fixes were good to, in metres, when it was recorded. */
  readonly accuracyM?: number | null;
}

/** Two plots on the same ground. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly overlapM2: number;
  /** Common ground ÷ ground of both together, 0..1. */
  readonly iou: number;
  /** Of the smaller plot, 0..1. */
  readonly share: number;
  /** Null for what honest neighbours and their instruments do to each other. */
  readonly finding: 'OVERLAP' | 'DUPLICATE' | null;
  readonly level: 'block' | 'warn' | null;
}

/** Limits of domain.md 10 and land-and-trace 3.2: scaled by accuracy, since a flat share rejects small neighbours. */
export interface PairPolicy {
  /** What a walk is taken to be good to when nothing was recorded. */
  readonly accuracyM: number;
  readonly toleranceM: number;
  readonly warnShare: number;
  readonly blockShare: number;
  readonly blockM2: number;
  readonly duplicateIou: number;
}
export const defaultPairPolicy: PairPolicy = {
  accuracyM: 3,
  toleranceM: 6,
  warnShare: 0.05,
  blockShare: 0.1,
  blockM2: 1_000,
  duplicateIou: 0.5,
};

/**
 * IoU that 95 of 100 second walks of the same plot reach, by area (ha) and noise (m): 300 simulated walks each with
 * autocorrelated noise (land-and-trace 3.1). “IoU above 0.9” would miss most of them.
 */
const rewalk: readonly { readonly noise: number; readonly iou: readonly number[] }[] = [
  { noise: 3, iou: [0.66, 0.74, 0.81, 0.87, 0.9] },
  { noise: 5, iou: [0.48, 0.61, 0.69, 0.78, 0.83] },
  { noise: 8, iou: [0.31, 0.46, 0.58, 0.69, 0.78] },
];
const rewalkHa = [0.25, 0.5, 1, 2, 4];

/** The IoU from which two boundaries are one plot walked twice. */
export function duplicateIou(areaM2: number, accuracyM: number, policy: PairPolicy = defaultPairPolicy): number {
  const at = between(Math.log2(areaM2 / 10_000), rewalkHa.map(Math.log2));
  const of = (row: number): number => mix(rewalk[row]?.iou ?? [], at);
  const noise = between(
    accuracyM,
    rewalk.map((row) => row.noise),
  );
  return Math.max(policy.duplicateIou, of(noise.low) * (1 - noise.t) + of(noise.high) * noise.t);
}

interface Place {
  readonly low: number;
  readonly high: number;
  readonly t: number;
}

/** Where a value lies on a rising scale; beyond its ends the end holds. */
function between(value: number, scale: readonly number[]): Place {
  const high = scale.findIndex((step) => step >= value);
  if (high === 0) return { low: 0, high: 0, t: 0 };
  if (high < 0) return { low: scale.length - 1, high: scale.length - 1, t: 0 };
  const [from, to] = [scale[high - 1] as number, scale[high] as number];
  return { low: high - 1, high, t: (value - from) / (to - from) };
}

const mix = (row: readonly number[], { low, high, t }: Place): number =>
  (row[low] as number) * (1 - t) + (row[high] as number) * t;

/** Less than this is rounding, not ground. */
const leastM2 = 0.01;

/** Plots in a packed tree of their boxes, each prepared when it is first compared: 200,000 take a second or two. */
export class PlotIndex {
  private readonly tree: Flatbush | null;
  private readonly standing: { readonly at: number; readonly plot: Neighbour; readonly box: Box }[];
  private readonly ready: (Prepared | undefined)[];
  private readonly policy: PairPolicy;

  /** `null` stands for a plot that has no usable outline. */
  constructor(plots: readonly (Neighbour | null)[], policy: PairPolicy = defaultPairPolicy) {
    this.policy = policy;
    this.standing = plots.flatMap((plot, at) => (plot ? [{ at, plot, box: boxOf(plot.shape) }] : []));
    this.ready = new Array(this.standing.length);
    this.tree = this.standing.length > 0 ? new Flatbush(this.standing.length) : null;
    for (const { box } of this.standing) this.tree?.add(...box);
    this.tree?.finish();
  }

  /** Every pair that shares ground or a code, in the order of their numbers. */
  pairs(): Pair[] {
    const found: Pair[] = [];
    this.standing.forEach(({ at, plot, box }, i) => {
      this.meet(
        at,
        plot,
        box,
        () => this.of(i),
        (other) => other > i,
        found,
      );
    });
    return addSameCodes(found, this.standing).sort((p, q) => p.a - q.a || p.b - q.b);
  }

  /** The plots that a new one shares ground with; it is `a` under the number -1. */
  meeting(plot: Neighbour): Pair[] {
    const found: Pair[] = [];
    let own: Prepared | null = null;
    const prepared = () => {
      own ??= prepare(plot.shape);
      return own;
    };
    this.meet(-1, plot, boxOf(plot.shape), prepared, () => true, found);
    return found.sort((p, q) => p.b - q.b);
  }

  private meet(
    at: number,
    plot: Neighbour,
    box: Box,
    own: () => Prepared,
    among: (i: number) => boolean,
    found: Pair[],
  ) {
    for (const j of this.tree?.search(...box, among) ?? []) {
      const other = this.standing[j] as (typeof this.standing)[number];
      const common = commonArea(own(), this.of(j));
      if (common >= leastM2)
        found.push(judged(at, other.at, plot, other.plot, [own(), this.of(j)], common, this.policy));
    }
  }

  private of(i: number): Prepared {
    const prepared = this.ready[i] ?? prepare((this.standing[i] as { plot: Neighbour }).plot.shape);
    this.ready[i] = prepared;
    return prepared;
  }
}

export function pairsOf(plots: readonly (Neighbour | null)[], policy: PairPolicy = defaultPairPolicy): Pair[] {
  return new PlotIndex(plots, policy).pairs();
}

function judged(
  a: number,
  b: number,
  one: Neighbour,
  other: Neighbour,
  [p, q]: readonly [Prepared, Prepared],
  common: number,
  policy: PairPolicy,
): Pair {
  const smaller = Math.min(p.area, q.area);
  const iou = common / (p.area + q.area - common);
  const share = common / smaller;
  const accuracyM = Math.max(one.accuracyM ?? policy.accuracyM, other.accuracyM ?? policy.accuracyM);
  const is = (finding: Pair['finding'], level: Pair['level']): Pair => ({
    a,
    b,
    overlapM2: common,
    iou,
    share,
    finding,
    level,
  });
  const sameCode = one.code !== undefined && one.code !== null && one.code === other.code;
  if (sameCode || iou >= duplicateIou(smaller, accuracyM, policy)) return is('DUPLICATE', 'block');
  if (share < policy.warnShare) return is(null, null);
  const strip = Math.max(policy.toleranceM, 2 * accuracyM);
  if (share < policy.duplicateIou && stripWidth(one.shape, other.shape, common) <= strip) return is(null, null);
  return is('OVERLAP', share > policy.blockShare && common > policy.blockM2 ? 'block' : 'warn');
}

/** Common ground ÷ length of outline that runs inside the other plot: the mean width of a strip along a boundary. */
function stripWidth(a: AreaShape, b: AreaShape, common: number): number {
  const length = lengthInside(a, b) + lengthInside(b, a);
  return length === 0 ? Math.sqrt(common) : (2 * common) / length;
}

/** Metres of the outline of `a` within `b`, by looking every few metres: a width needs no more. */
function lengthInside(a: AreaShape, b: AreaShape): number {
  const [west, south, east, north] = boxOf(b);
  let sum = 0;
  for (const ring of outlines(a)) {
    const kx = 111_320 * Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
    for (let i = 1; i < ring.length; i += 1) {
      const [p, q] = [ring[i - 1], ring[i]] as [Ring[number], Ring[number]];
      if (Math.max(p[0], q[0]) < west || Math.min(p[0], q[0]) > east) continue;
      if (Math.max(p[1], q[1]) < south || Math.min(p[1], q[1]) > north) continue;
      const metres = Math.hypot((q[0] - p[0]) * kx, (q[1] - p[1]) * 110_600);
      const steps = Math.min(40, Math.ceil(metres / 5));
      let inside = 0;
      for (let s = 0; s < steps; s += 1) {
        const t = (s + 0.5) / steps;
        if (holds(b, p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]))) inside += 1;
      }
      if (steps > 0) sum += (metres * inside) / steps;
    }
  }
  return sum;
}

const outlines = (shape: AreaShape): Ring[] => partsOf(shape).flat() as Ring[];

/** Even-odd, without the care for edges that a verdict would need. */
function holds(shape: AreaShape, x: number, y: number): boolean {
  let inside = false;
  for (const ring of outlines(shape)) {
    for (let i = 1; i < ring.length; i += 1) {
      const [ax, ay] = ring[i - 1] as Ring[number];
      const [bx, by] = ring[i] as Ring[number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

/** Plots of one code that do not even meet: one of the two is wrong. */
function addSameCodes(found: Pair[], standing: readonly { at: number; plot: Neighbour }[]): Pair[] {
  const first = new Map<string, number>();
  const known = new Set(found.map(({ a, b }) => `${a} ${b}`));
  for (const { at, plot } of standing) {
    if (!plot.code) continue;
    const before = first.get(plot.code);
    if (before === undefined) first.set(plot.code, at);
    else if (!known.has(`${before} ${at}`))
      found.push({ a: before, b: at, overlapM2: 0, iou: 0, share: 0, finding: 'DUPLICATE', level: 'block' });
  }
  return found;
}
