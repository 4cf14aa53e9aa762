/** A lot or shipment in a trace. */
export interface TraceNode {
  readonly id: string;
  readonly code: string;
  /** What it came out of: one column's worth of words. */
  readonly stage: string;
  readonly grams: number;
  readonly day?: string;
  readonly meaning: TraceMeaning;
}
export const traceMeanings = ['wet', 'fermented', 'dry', 'selected', 'shipment'] as const;
export type TraceMeaning = (typeof traceMeanings)[number];

/** Grams of `source` that went into `target`. */
export interface TraceLink {
  readonly source: string;
  readonly target: string;
  readonly grams: number;
}

export interface PlacedNode {
  readonly id: string;
  readonly layer: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly grams: number;
  /** The one lot that stands here, or the small ones that stand here together. */
  readonly nodes: readonly TraceNode[];
}

export interface PlacedLink {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly grams: number;
  readonly path: string;
}

export interface TraceLayout {
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
  readonly columns: readonly { readonly x: number; readonly stages: readonly string[] }[];
  readonly width: number;
  readonly height: number;
}

interface Options {
  /** Columns hold at most this many; the smallest beyond it stand together. */
  readonly most: number;
  /** Layers whose small lots are shown one by one. */
  readonly opened: ReadonlySet<number>;
  /** The lot that the diagram is about: never grouped away. */
  readonly focus: string;
  readonly columnWidth: number;
}

export const nodeWidth = 14;
/** The last column's names need room too. */
export const lastRoom = 170;
const head = 44;
const gap = 10;
const least = 20;
const tallest = 460;

/** Lots in columns by how far they are from the first reception, heights and ribbons by weight, crossings few. */
export function layoutTrace(nodes: readonly TraceNode[], links: readonly TraceLink[], of: Options): TraceLayout {
  const known = new Set(nodes.map((node) => node.id));
  const edges = links.filter((link) => known.has(link.source) && known.has(link.target) && link.source !== link.target);
  const layers = layersOf(nodes, edges);
  const boxes = grouped(nodes, layers, of);
  const boxOf = new Map(boxes.flatMap((box) => box.nodes.map((node) => [node.id, box] as const)));
  const ribbons = merged(edges, boxOf);
  const columns = ordered(boxes, ribbons);
  return placed(columns, ribbons, of.columnWidth);
}

/** Longest way from a lot that nothing went into; a loop (impossible in the book) ends after as many steps as lots. */
export function layersOf(nodes: readonly TraceNode[], links: readonly TraceLink[]): ReadonlyMap<string, number> {
  const layer = new Map(nodes.map((node) => [node.id, 0]));
  for (let round = 0; round < nodes.length; round += 1) {
    let moved = false;
    for (const { source, target } of links) {
      const next = (layer.get(source) ?? 0) + 1;
      if (next > (layer.get(target) ?? 0) && next < nodes.length) {
        layer.set(target, next);
        moved = true;
      }
    }
    if (!moved) break;
  }
  return layer;
}

interface Box {
  readonly id: string;
  readonly layer: number;
  readonly grams: number;
  readonly nodes: readonly TraceNode[];
}

function grouped(nodes: readonly TraceNode[], layers: ReadonlyMap<string, number>, of: Options): Box[] {
  const out: Box[] = [];
  const count = Math.max(0, ...layers.values()) + 1;
  for (let layer = 0; layer < count; layer += 1) {
    const own = nodes
      .filter((node) => layers.get(node.id) === layer)
      .sort((a, b) => Number(b.id === of.focus) - Number(a.id === of.focus) || b.grams - a.grams);
    const kept = own.length > of.most + 1 && !of.opened.has(layer) ? own.slice(0, of.most) : own;
    const small = own.slice(kept.length);
    for (const node of kept) out.push({ id: node.id, layer, grams: node.grams, nodes: [node] });
    if (small.length > 0) {
      out.push({ id: `more-${layer}`, layer, grams: small.reduce((sum, node) => sum + node.grams, 0), nodes: small });
    }
  }
  return out;
}

interface Ribbon {
  readonly source: Box;
  readonly target: Box;
  readonly grams: number;
}

function merged(links: readonly TraceLink[], boxOf: ReadonlyMap<string, Box>): Ribbon[] {
  const out = new Map<string, Ribbon>();
  for (const link of links) {
    const [source, target] = [boxOf.get(link.source), boxOf.get(link.target)];
    if (!source || !target || source === target) continue;
    const id = `${source.id}>${target.id}`;
    out.set(id, { source, target, grams: (out.get(id)?.grams ?? 0) + link.grams });
  }
  return [...out.values()];
}

/** Columns of boxes; each is put beside the middle of what it is joined to, forward and back a few times. */
function ordered(boxes: readonly Box[], ribbons: readonly Ribbon[]): Box[][] {
  const columns: Box[][] = [];
  for (const box of boxes) {
    const column = columns[box.layer] ?? [];
    column.push(box);
    columns[box.layer] = column;
  }
  const place = new Map<Box, number>();
  const number = (column: readonly Box[]) => {
    column.forEach((box, i) => {
      place.set(box, (i + 0.5) / column.length);
    });
  };
  columns.forEach(number);
  for (let round = 0; round < 6; round += 1) {
    const forward = round % 2 === 0;
    for (const column of forward ? columns : [...columns].reverse()) {
      const middle = new Map(column.map((box) => [box, middleOf(box, ribbons, place, forward)]));
      column.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0));
      number(column);
    }
  }
  return columns;
}

function middleOf(box: Box, ribbons: readonly Ribbon[], place: ReadonlyMap<Box, number>, forward: boolean): number {
  const own = place.get(box) ?? 0;
  // The group of small lots stays at the foot of its column.
  if (box.nodes.length > 1) return 2;
  let weight = 0;
  let sum = 0;
  for (const ribbon of ribbons) {
    if ((forward ? ribbon.target : ribbon.source) !== box) continue;
    const other = place.get(forward ? ribbon.source : ribbon.target) ?? 0;
    weight += ribbon.grams;
    sum += other * ribbon.grams;
  }
  return weight === 0 ? own : sum / weight;
}

function placed(columns: readonly Box[][], ribbons: readonly Ribbon[], columnWidth: number): TraceLayout {
  const heaviest = Math.max(1, ...columns.map((column) => column.reduce((sum, box) => sum + box.grams, 0)));
  const longest = Math.max(1, ...columns.map((column) => column.length));
  const perGram = Math.max(120, tallest - longest * 4) / heaviest;
  const heightOf = (box: Box) => Math.max(least, box.grams * perGram);
  const columnHeight = (column: readonly Box[]) =>
    column.reduce((sum, box) => sum + heightOf(box), 0) + gap * (column.length - 1);
  const height = Math.max(...columns.map(columnHeight));
  const nodes = new Map<Box, PlacedNode>();
  columns.forEach((column, layer) => {
    let y = head + (height - columnHeight(column)) / 2;
    for (const box of column) {
      nodes.set(box, { ...box, x: layer * columnWidth, y, height: heightOf(box) });
      y += heightOf(box) + gap;
    }
  });
  return {
    nodes: [...nodes.values()],
    links: ribbonsBetween(nodes, ribbons),
    columns: columns.map((column, layer) => ({
      x: layer * columnWidth,
      stages: [...new Set(column.flatMap((box) => box.nodes.map((node) => node.stage)))],
    })),
    width: (columns.length - 1) * columnWidth + lastRoom,
    height: head + height + 8,
  };
}

/** A ribbon leaves as wide as its part of what leaves, and arrives as wide as its part of what arrives: water is lost. */
function ribbonsBetween(nodes: ReadonlyMap<Box, PlacedNode>, ribbons: readonly Ribbon[]): PlacedLink[] {
  const sumOf = (box: Box, end: 'source' | 'target') =>
    ribbons.filter((ribbon) => ribbon[end] === box).reduce((sum, ribbon) => sum + ribbon.grams, 0);
  const yOf = (box: Box) => nodes.get(box)?.y ?? 0;
  const used = { source: new Map<Box, number>(), target: new Map<Box, number>() };
  const take = (box: Box, end: 'source' | 'target', grams: number): readonly [number, number] => {
    const node = nodes.get(box);
    if (!node) return [0, 0];
    const whole = Math.max(end === 'source' ? box.grams : 0, sumOf(box, end));
    const size = whole === 0 ? 0 : (grams / whole) * node.height;
    const from = node.y + (used[end].get(box) ?? 0);
    used[end].set(box, (used[end].get(box) ?? 0) + size);
    return [from, from + size];
  };
  const starts = new Map<Ribbon, readonly [number, number]>();
  for (const ribbon of [...ribbons].sort((a, b) => yOf(a.target) - yOf(b.target)))
    starts.set(ribbon, take(ribbon.source, 'source', ribbon.grams));
  return [...ribbons]
    .sort((a, b) => yOf(a.source) - yOf(b.source))
    .map((ribbon) => {
      const [a0, a1] = starts.get(ribbon) ?? [0, 0];
      const [b0, b1] = take(ribbon.target, 'target', ribbon.grams);
      const x0 = (nodes.get(ribbon.source)?.x ?? 0) + nodeWidth;
      const x1 = nodes.get(ribbon.target)?.x ?? 0;
      return {
        id: `${ribbon.source.id}>${ribbon.target.id}`,
        source: ribbon.source.id,
        target: ribbon.target.id,
        grams: ribbon.grams,
        path: ribbonPath(x0, a0, a1, x1, b0, b1),
      };
    });
}

function ribbonPath(x0: number, a0: number, a1: number, x1: number, b0: number, b1: number): string {
  const middle = (x0 + x1) / 2;
  const n = (value: number) => value.toFixed(1);
  // Thinner than a pixel it would not be seen.
  const [aEnd, bEnd] = [Math.max(a1, a0 + 1), Math.max(b1, b0 + 1)];
  return `M${n(x0)} ${n(a0)}C${n(middle)} ${n(a0)} ${n(middle)} ${n(b0)} ${n(x1)} ${n(b0)}L${n(x1)} ${n(bEnd)}C${n(middle)} ${n(bEnd)} ${n(middle)} ${n(aEnd)} ${n(x0)} ${n(aEnd)}Z`;
}

/** Everything that went into a box and everything it went into, with the ribbons between. */
export function wayThrough(layout: TraceLayout, id: string): ReadonlySet<string> {
  const out = new Set([id]);
  const follow = (from: string, end: 'source' | 'target') => {
    for (const link of layout.links) {
      if (link[end] !== from) continue;
      const other = end === 'source' ? link.target : link.source;
      out.add(link.id);
      if (!out.has(other)) {
        out.add(other);
        follow(other, end);
      }
    }
  };
  follow(id, 'source');
  follow(id, 'target');
  return out;
}
