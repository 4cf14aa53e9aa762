import { useMemo, useState } from 'react';
import { Tip } from './chartFrame.tsx';
import { useWidth } from './chartWidth.ts';
import { useSay } from './language.tsx';
import type { GroundProps } from './mapPlots.tsx';
import {
  firstView,
  fitted,
  hasGround,
  type MapPlot,
  middleOf,
  namesOn,
  namesShown,
  type Position,
  shadeColour,
} from './mapShapes.ts';
import { MapTools } from './mapTools.tsx';
import { useDrag } from './traceDrag.ts';

type Place = (at: Position) => [number, number];

/** The map as a picture, for machines without a graphics card: it zooms, moves and opens like the other one. */
export function MapDrawing(of: GroundProps) {
  const [ref, width] = useWidth<HTMLDivElement>(800);
  const [zoom, setZoom] = useState(1);
  const [over, setOver] = useState<{ name: string; detail: readonly string[]; x: number; y: number } | null>(null);
  const drag = useDrag();
  const box = firstView(of.plots, of.places, of.outlines);
  const [w, h] = [width * zoom, of.height * zoom];
  const place = useMemo(() => (box ? fitted(box, w, h, 24) : null), [box, w, h]);
  if (!place) return null;
  return (
    <div className="map-ground" style={{ height: of.height }} ref={ref}>
      <div className="map-scroll" {...drag} onPointerLeave={() => setOver(null)} style={{ height: of.height }}>
        <svg width={w} height={h} aria-label={of.title}>
          <Outlines of={of} place={place} onOver={setOver} />
          <Names of={of} place={place} />
          {of.plots.map((plot) => (
            <Plot key={plot.id} plot={plot} of={of} place={place} onOver={setOver} />
          ))}
          {of.places.map((one) => {
            const [x, y] = place(one.at);
            return (
              <g key={one.id} transform={`translate(${x} ${y})`}>
                <rect className="map-place" x={-6} y={-6} width={12} height={12} rx={2} transform="rotate(45)" />
                <text className="map-place-name" x={12} dy="0.32em">
                  {one.name}
                </text>
              </g>
            );
          })}
          {of.marks.map((mark) => {
            const [x, y] = place(mark.at);
            return (
              <g key={`${mark.number} ${mark.at.join()}`} transform={`translate(${x} ${y})`}>
                <title>{mark.name}</title>
                <circle className="map-mark-ground" r={11} />
                <text className="map-mark-number" textAnchor="middle" dy="0.34em">
                  {mark.number}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      {over ? <Tip x={over.x} y={over.y} of={width} title={over.name} lines={over.detail} /> : null}
      <MapTools
        onCloser={() => setZoom(Math.min(12, zoom * 1.5))}
        onFarther={() => setZoom(Math.max(1, zoom / 1.5))}
        onAll={() => setZoom(1)}
      />
    </div>
  );
}

type Over = (of: { name: string; detail: readonly string[]; x: number; y: number } | null) => void;

function at(event: { clientX: number; clientY: number; currentTarget: Element }): { x: number; y: number } {
  const ground = event.currentTarget.closest('.map-ground')?.getBoundingClientRect();
  return { x: event.clientX - (ground?.left ?? 0), y: event.clientY - (ground?.top ?? 0) + 12 };
}

function Outlines({ of, place, onOver }: { of: GroundProps; place: Place; onOver: Over }) {
  const say = useSay();
  const open = of.onOpenDistrict;
  return of.outlines.map((outline) => {
    const d = outline.polygons
      .flat()
      .map(
        (ring) =>
          `${ring
            .map(
              (p, i) =>
                `${i === 0 ? 'M' : 'L'}${place(p)
                  .map((n) => n.toFixed(1))
                  .join(' ')}`,
            )
            .join('')}Z`,
      )
      .join('');
    const shaded = outline.shade !== undefined;
    return (
      <path
        key={outline.code}
        className="map-outline"
        d={d}
        style={shaded ? { fill: shadeColour(outline.shade ?? 0) } : undefined}
        onPointerMove={(event) => shaded && onOver({ name: outline.name, detail: outline.detail ?? [], ...at(event) })}
        onPointerLeave={() => onOver(null)}
        {...(shaded && open
          ? {
              role: 'button',
              tabIndex: 0,
              'aria-label': `${say('map.open')} ${outline.name}: ${(outline.detail ?? []).join(', ')}`,
              onClick: () => open(outline.code),
              onKeyDown: (event) => {
                if (event.key === 'Enter') open(outline.code);
              },
            }
          : {})}
      />
    );
  });
}

function Names({ of, place }: { of: GroundProps; place: Place }) {
  const names = useMemo(() => namesOn(of.outlines), [of.outlines]);
  return namesShown(names, place).map((name) => {
    const [x, y] = place(name.at);
    return (
      <text
        key={`${name.name}-${x}`}
        className={name.wide ? 'map-name map-wide' : 'map-name'}
        x={x}
        y={y}
        textAnchor="middle"
      >
        {name.name}
      </text>
    );
  });
}

function Plot({ plot, of, place, onOver }: { plot: MapPlot; of: GroundProps; place: Place; onOver: Over }) {
  const middle = middleOf(plot);
  if (!middle) return null;
  const colour = of.meanings.find((meaning) => meaning.key === plot.meaning)?.colour ?? '#54422f';
  const [x, y] = place(middle);
  const ring = hasGround(plot) ? plot.ring.map(place) : [];
  const wide = Math.max(0, ...ring.map(([px]) => Math.abs(px - x))) > 4;
  const open = of.onOpen;
  const shown = {
    style: { fill: colour, color: colour },
    onPointerMove: (event: React.PointerEvent) => onOver({ name: plot.name, detail: plot.detail ?? [], ...at(event) }),
    onPointerLeave: () => onOver(null),
    onClick: () => open?.(plot.id),
    className: open ? 'map-plot map-opens' : 'map-plot',
  };
  return wide ? (
    <path
      d={`${ring.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('')}Z`}
      {...shown}
    />
  ) : (
    <circle cx={x} cy={y} r={4} {...shown} />
  );
}
