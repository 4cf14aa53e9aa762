import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as Ground, LngLatBounds, type MapLayerMouseEvent, Marker, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState } from 'react';
import { Tip } from './chartFrame.tsx';
import { useSay } from './language.tsx';
import { styleOf } from './mapLayers.ts';
import type { GroundProps } from './mapPlots.tsx';
import { firstView, type MapName, namesOn, namesShown } from './mapShapes.ts';
import { MapTools } from './mapTools.tsx';

// A plain build does not find the worker of this library by itself.
setWorkerUrl(workerUrl);

interface Over {
  readonly title: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
}

/** The map drawn by the graphics card. Loaded only where a map is shown. */
export function MapCanvas(of: GroundProps & { readonly onFail: () => void }) {
  const say = useSay();
  const element = useRef<HTMLDivElement>(null);
  const ground = useRef<Ground | null>(null);
  const latest = useRef(of);
  latest.current = of;
  const [over, setOver] = useState<Over | null>(null);
  const { plots, outlines, places, marks: found, meanings, title, closest = 15.5 } = of;
  const keys = say('map.keys');
  const fingers = say('map.fingers');
  useEffect(() => {
    const box = firstView(plots, places, outlines);
    if (!element.current || !box) return;
    let map: Ground;
    try {
      map = new Ground({
        container: element.current,
        style: styleOf(plots, outlines, meanings),
        bounds: new LngLatBounds(box as [number, number, number, number]),
        fitBoundsOptions: { padding: 40, maxZoom: closest },
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        maxZoom: 19,
        // On a phone one finger scrolls the page and two move the map.
        cooperativeGestures: window.matchMedia('(pointer: coarse)').matches,
        locale: { 'Map.Title': `${title}. ${keys}`, 'CooperativeGesturesHandler.MobileHelpText': fingers },
      });
    } catch {
      latest.current.onFail();
      return;
    }
    ground.current = map;
    map.touchZoomRotate.disableRotation();
    map.scrollZoom.disable();
    map.getCanvas().addEventListener('pointerdown', () => map.scrollZoom.enable(), { once: true });
    listen(map, latest, setOver);
    const marks = [...placed(map, places), ...named(map, outlines), ...marked(map, found)];
    return () => {
      for (const mark of marks) mark.remove();
      map.remove();
      ground.current = null;
    };
  }, [plots, outlines, places, found, meanings, title, closest, keys, fingers]);
  const all = () => {
    const box = firstView(plots, places, outlines);
    if (box) ground.current?.fitBounds(box as [number, number, number, number], { padding: 40, maxZoom: closest });
  };
  return (
    <div className="map-ground" style={{ height: of.height }}>
      <div ref={element} className="map-canvas" />
      {over ? (
        <Tip x={over.x} y={over.y} of={element.current?.clientWidth ?? 0} title={over.title} lines={over.lines} />
      ) : null}
      <MapTools onCloser={() => ground.current?.zoomIn()} onFarther={() => ground.current?.zoomOut()} onAll={all} />
    </div>
  );
}

function listen(map: Ground, of: { readonly current: GroundProps }, setOver: (over: Over | null) => void): void {
  const plots = ['plot-ground', 'plot-point'];
  const nameOf = (event: MapLayerMouseEvent) => String(event.features?.[0]?.properties['id'] ?? '');
  map.on('mousemove', plots, (event: MapLayerMouseEvent) => {
    const plot = of.current.plots.find((one) => one.id === nameOf(event));
    map.getCanvas().style.cursor = of.current.onOpen ? 'pointer' : '';
    if (plot) setOver({ title: plot.name, lines: plot.detail ?? [], x: event.point.x, y: event.point.y + 12 });
  });
  map.on('mousemove', 'outline', (event: MapLayerMouseEvent) => {
    const code = nameOf(event);
    const outline = of.current.outlines.find((one) => one.code === code);
    if (outline?.shade === undefined) return;
    map.getCanvas().style.cursor = of.current.onOpenDistrict ? 'pointer' : '';
    setOver({ title: outline.name, lines: outline.detail ?? [], x: event.point.x, y: event.point.y + 12 });
  });
  for (const layers of [plots, ['outline']]) {
    map.on('mouseleave', layers, () => {
      map.getCanvas().style.cursor = '';
      setOver(null);
    });
  }
  map.on('click', plots, (event: MapLayerMouseEvent) => of.current.onOpen?.(nameOf(event)));
  map.on('click', 'outline', (event: MapLayerMouseEvent) => of.current.onOpenDistrict?.(nameOf(event)));
}

function placed(map: Ground, places: GroundProps['places']): Marker[] {
  return places.map((place) => {
    const element = document.createElement('div');
    element.className = 'map-marker';
    element.textContent = place.name;
    return new Marker({ element, anchor: 'left' }).setLngLat([place.at[0], place.at[1]]).addTo(map);
  });
}

function marked(map: Ground, marks: GroundProps['marks']): Marker[] {
  return marks.map((mark) => {
    const element = document.createElement('div');
    element.className = 'map-mark';
    element.textContent = String(mark.number);
    element.title = mark.name;
    return new Marker({ element }).setLngLat([mark.at[0], mark.at[1]]).addTo(map);
  });
}

/** Names are HTML: a font for the graphics card would have to come from a server. */
function named(map: Ground, outlines: GroundProps['outlines']): Marker[] {
  const names = namesOn(outlines).map((name) => {
    const element = document.createElement('div');
    element.className = name.wide ? 'map-name map-wide' : 'map-name';
    element.textContent = name.name;
    element.setAttribute('aria-hidden', 'true');
    return { ...name, element, marker: new Marker({ element }).setLngLat([name.at[0], name.at[1]]).addTo(map) };
  });
  const show = () => {
    const shown = new Set<MapName>(
      namesShown(names, (at) => {
        const { x, y } = map.project([at[0], at[1]]);
        return [x, y];
      }),
    );
    for (const name of names) name.element.style.display = shown.has(name) ? '' : 'none';
  };
  map.on('zoom', show);
  show();
  return names.map((name) => name.marker);
}
