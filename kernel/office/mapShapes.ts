export type Position = readonly [lon: number, lat: number];

/** A plot on a map: a boundary, or a single place while it was not walked. */
export interface MapPlot {
  readonly id: string;
  readonly name: string;
  /** More lines for the card beside the pointer. */
  readonly detail?: readonly string[];
  /** Key of its colour in the legend. */
  readonly meaning: string;
  readonly at?: Position | null;
  readonly ring?: readonly Position[] | null;
}

export interface MapMeaning {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
}

/** A district: ground under the plots, or itself coloured by a value. */
export interface MapOutline {
  readonly code: string;
  readonly name: string;
  /** Name of the larger area that stands on the map while districts are too small to read. */
  readonly within: string;
  /** Polygons of rings, outer ring first. */
  readonly polygons: readonly (readonly (readonly Position[])[])[];
  /** 0 to 1: how deep its colour is; without one it is plain ground. */
  readonly shade?: number;
  readonly detail?: readonly string[];
}

/** A named place: a nursery, a collection centre. */
export interface MapPlace {
  readonly id: string;
  readonly name: string;
  readonly at: Position;
}

/** A numbered mark where something is wrong; the list beside the map says what. */
export interface MapMark {
  readonly number: number;
  readonly at: Position;
  readonly name: string;
}

export type Box = readonly [west: number, south: number, east: number, north: number];

const nothing: Box = [
  Number.POSITIVE_INFINITY,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

/** Degrees, about 30 km. */
const around = 0.28;

/** The smallest box around all positions; null when there is none. */
export function boxAround(positions: Iterable<Position>): Box | null {
  let [west, south, east, north] = nothing;
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return west <= east ? [west, south, east, north] : null;
}

/** The middle of a plot: of its boundary's box, or the place itself. */
export function middleOf(plot: Pick<MapPlot, 'at' | 'ring'>): Position | null {
  const box = plot.ring && plot.ring.length > 0 ? boxAround(plot.ring) : null;
  if (box) return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  return plot.at ?? null;
}

export function hasGround(plot: MapPlot): plot is MapPlot & { readonly ring: readonly Position[] } {
  return plot.ring !== undefined && plot.ring !== null && plot.ring.length >= 4;
}

/** What the map shows at first: the plots, else the places, else the coloured districts, else all of them. */
export function firstView(
  plots: readonly MapPlot[],
  places: readonly MapPlace[],
  outlines: readonly MapOutline[],
): Box | null {
  const own = boxAround([
    ...plots.flatMap((plot) =>
      hasGround(plot) ? plot.ring : (plot.at ?? []).length === 2 ? [plot.at as Position] : [],
    ),
    ...places.map((place) => place.at),
  ]);
  // Places alone say where they are only with the ground around them.
  if (own) return plots.length > 0 ? own : [own[0] - around, own[1] - around, own[2] + around, own[3] + around];
  const shaded = outlines.filter((outline) => outline.shade !== undefined);
  return boxAround((shaded.length > 0 ? shaded : outlines).flatMap((outline) => outline.polygons.flat(2)));
}

/** Web Mercator, the same that the drawn map uses: 0…1 from the west and from the north. */
export function mercator([lon, lat]: Position): readonly [number, number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [(lon + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** A box put into a picture of that size with a margin: position to pixels. */
export function fitted(box: Box, width: number, height: number, margin: number): (at: Position) => [number, number] {
  const [west, north] = mercator([box[0], box[3]]);
  const [east, south] = mercator([box[2], box[1]]);
  // A single place still needs ground around it: about a kilometre.
  const least = 1 / 40_000;
  const per = Math.min(
    (width - 2 * margin) / Math.max(east - west, least),
    (height - 2 * margin) / Math.max(south - north, least),
  );
  const [cx, cy] = [(west + east) / 2, (north + south) / 2];
  return (at) => {
    const [x, y] = mercator(at);
    return [width / 2 + (x - cx) * per, height / 2 + (y - cy) * per];
  };
}

export interface MapName {
  readonly name: string;
  readonly at: Position;
  readonly box: Box;
  /** True for the larger areas. */
  readonly wide: boolean;
}

/** Names to write on the ground: every district, and the larger areas that they lie in. */
export function namesOn(outlines: readonly MapOutline[]): MapName[] {
  const wide = new Map<string, Position[]>();
  const own = outlines.flatMap((outline) => {
    const largest = outline.polygons.reduce<readonly Position[]>(
      (best, polygon) => ((polygon[0]?.length ?? 0) > best.length ? (polygon[0] ?? []) : best),
      [],
    );
    const box = boxAround(largest);
    if (!box) return [];
    wide.set(outline.within, [...(wide.get(outline.within) ?? []), ...largest]);
    return [{ name: outline.name, at: insideOf(largest), box, wide: false }];
  });
  const larger = [...wide].flatMap(([name, positions]) => {
    const box = boxAround(positions);
    return box ? [{ name, at: middle(positions), box, wide: true }] : [];
  });
  return [...own, ...larger];
}

/** Names that have room at this scale and do not lie on each other, larger areas and larger districts first. */
export function namesShown(names: readonly MapName[], place: (at: Position) => readonly [number, number]): MapName[] {
  const roomOf = ({ box }: MapName) => place([box[2], box[1]])[0] - place([box[0], box[1]])[0];
  const taken: Box[] = [];
  return names
    .map((name) => ({ name, room: roomOf(name), width: name.name.length * (name.wide ? 8.5 : 7) }))
    .filter(({ name, room, width }) => room > width && (name.wide ? room < 320 : room >= 110))
    .sort((a, b) => Number(b.name.wide) - Number(a.name.wide) || b.room - a.room)
    .flatMap(({ name, width }) => {
      const [x, y] = place(name.at);
      const own: Box = [x - width / 2 - 4, y - 9, x + width / 2 + 4, y + 9];
      if (taken.some((other) => own[0] < other[2] && own[2] > other[0] && own[1] < other[3] && own[3] > other[1]))
        return [];
      taken.push(own);
      return [name];
    });
}

function middle(positions: readonly Position[]): Position {
  const sum = positions.reduce(([x, y], [lon, lat]) => [x + lon, y + lat] as const, [0, 0] as const);
  return [sum[0] / Math.max(1, positions.length), sum[1] / Math.max(1, positions.length)];
}

/** The area's centre of mass; for a ring without area the middle of its corners. */
function insideOf(ring: readonly Position[]): Position {
  let [area, x, y] = [0, 0, 0];
  for (const [i, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return area === 0 ? middle(ring) : [x / (3 * area), y / (3 * area)];
}

/** From pale to deep ground for a value between 0 and 1. */
export function shadeColour(shade: number): string {
  const [from, to] = [
    [226, 238, 228],
    [23, 74, 42],
  ] as const;
  const at = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * Math.min(1, Math.max(0, shade)));
  return `rgb(${at(0)} ${at(1)} ${at(2)})`;
}
