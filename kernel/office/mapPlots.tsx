import './chart.css';
import './map.css';
import { type ComponentType, useEffect, useMemo, useState } from 'react';
import { Legend } from './chartFrame.tsx';
import { useSay } from './language.tsx';
import { MapDrawing } from './mapDrawing.tsx';
import { MapList } from './mapList.tsx';
import {
  firstView,
  hasGround,
  type MapMark,
  type MapMeaning,
  type MapOutline,
  type MapPlace,
  type MapPlot,
  shadeColour,
} from './mapShapes.ts';

export interface PlotMapProps {
  readonly title: string;
  readonly plots: readonly MapPlot[];
  readonly meanings: readonly MapMeaning[];
  readonly outlines?: readonly MapOutline[];
  readonly places?: readonly MapPlace[];
  readonly marks?: readonly MapMark[];
  /** How close the map opens at most; 15.5 shows a farm among its neighbours, 18 one plot. */
  readonly closest?: number;
  /** How many plots there are when not all were sent. */
  readonly total?: number;
  /** What the palest and the deepest district stand for. */
  readonly shades?: { readonly least: string; readonly most: string };
  readonly height?: number;
  readonly onOpen?: (plot: string) => void;
  readonly onOpenDistrict?: (code: string) => void;
}

/** What both drawings of the map are given. */
export interface GroundProps extends PlotMapProps {
  readonly outlines: readonly MapOutline[];
  readonly places: readonly MapPlace[];
  readonly marks: readonly MapMark[];
  readonly height: number;
}

/**
 * Plots on the districts' outlines, coloured by what they mean, without any map server: drawn by the graphics card
 * where there is one, else as a picture of the same; or as a list.
 */
export function PlotMap(props: PlotMapProps) {
  const say = useSay();
  const [asList, setAsList] = useState(false);
  const outlines = props.outlines ?? none;
  const places = props.places ?? none;
  const shown = useMemo(() => props.plots.filter((plot) => hasGround(plot) || plot.at), [props.plots]);
  const marks = props.marks ?? none;
  const given = { ...props, plots: shown, outlines, places, marks, height: props.height ?? 420 };
  const left = props.total !== undefined && props.total > shown.length;
  const empty = firstView(shown, places, outlines) === null;
  return (
    <section className="map" aria-label={props.title}>
      {props.plots.length > 0 ? (
        <div className="trace-tools">
          <button type="button" className="chart-switch" onClick={() => setAsList(!asList)}>
            {say(asList ? 'map.drawing' : 'map.list')}
          </button>
        </div>
      ) : null}
      {empty ? <p className="chart-empty">{say('map.none')}</p> : null}
      {asList ? <MapList {...given} /> : null}
      {empty || asList ? null : <Ground {...given} />}
      {empty || asList ? null : (
        <div className="map-foot">
          {shown.length > 0 ? <Legend keys={keysOf(props, shown)} /> : null}
          {props.shades ? <ShadeKey {...props.shades} /> : null}
          <p>
            {left ? `${say('map.left', { shown: shown.length, total: props.total ?? 0 })} ` : ''}
            {outlines.length > 0 ? say('map.source') : ''}
          </p>
        </div>
      )}
    </section>
  );
}

const none: readonly never[] = [];

function keysOf(of: PlotMapProps, shown: readonly MapPlot[]): readonly MapMeaning[] {
  const used = new Set(shown.map((plot) => plot.meaning));
  return of.meanings.filter((meaning) => used.has(meaning.key));
}

function ShadeKey({ least, most }: { readonly least: string; readonly most: string }) {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  return (
    <p className="map-shades">
      <span>{least}</span>
      {steps.map((step) => (
        <span key={step} className="map-shade" style={{ background: shadeColour(step) }} />
      ))}
      <span>{most}</span>
    </p>
  );
}

function Ground(of: GroundProps) {
  const say = useSay();
  const [Canvas, setCanvas] = useState<ComponentType<GroundProps & { readonly onFail: () => void }> | null>(null);
  const [plain, setPlain] = useState(() => !hasGraphics());
  useEffect(() => {
    if (plain) return;
    let here = true;
    import('./mapCanvas.tsx').then(
      (canvas) => here && setCanvas(() => canvas.MapCanvas),
      () => here && setPlain(true),
    );
    return () => {
      here = false;
    };
  }, [plain]);
  if (plain) return <MapDrawing {...of} />;
  if (!Canvas)
    return (
      <div className="map-ground map-wait" style={{ height: of.height }}>
        {say('map.loading')}
      </div>
    );
  return <Canvas {...of} onFail={() => setPlain(true)} />;
}

function hasGraphics(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}
