import type { MouseEvent } from 'react';
import type { Position, Ring } from '#kernel/pure/geo.ts';
import type { Neighbour, Side } from '#programme/plots/live.ts';
import { planeOf, scaleOf } from './plane.ts';
import './plots.css';

/** The plot drawn without a map: its corners, always closed, the neighbours, where she stands, and what is wrong where. */
export function Sketch(props: {
  readonly ring: Ring;
  readonly label: string;
  readonly neighbours?: readonly Neighbour[];
  readonly here?: Position | undefined;
  /** Where something is wrong. */
  readonly marks?: readonly Position[];
  /** Sides that cross each other. */
  readonly sides?: readonly Side[];
  /** From where she stands back to where she began. */
  readonly missing?: Side | null;
  readonly open?: boolean;
  readonly onTap?: (place: Position) => void;
  readonly small?: boolean;
}) {
  const { ring, neighbours = [], here, marks = [], sides = [], missing, onTap } = props;
  const corners = ring.length > 1 ? ring.slice(0, -1) : ring;
  const plane = planeOf([...corners, ...(here ? [here] : [])], props.small ? 0 : onTap ? 120 : 30);
  const [x, y, side] = plane.view;
  const line = side / 120;
  const path = (places: readonly Position[]) => places.map((place) => plane.to(place).join(' ')).join(' ');
  const tapped = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const shown = Math.min(box.width, box.height);
    const from = (at: number, start: number, whole: number) => (at - start - (whole - shown) / 2) / shown;
    const across = from(event.clientX, box.left, box.width);
    const down = from(event.clientY, box.top, box.height);
    onTap?.(plane.from([x + across * side, y + down * side]));
  };
  const last = corners.at(-1);
  const first = corners[0];
  const { metres, length } = scaleOf(side);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: because a place on a drawing has no key; the other ways to map need no tap
    <svg
      className={props.small ? 'sketch sketch-small' : 'sketch'}
      viewBox={`${x} ${y} ${side} ${side}`}
      role="img"
      aria-label={props.label}
      onClick={onTap && tapped}
    >
      {neighbours.map((other) => (
        <g key={other.id}>
          <polygon className="sketch-neighbour" points={path(other.ring)} strokeWidth={line} />
        </g>
      ))}
      {corners.length > 2 && <polygon className="sketch-ground" points={path(corners)} />}
      {corners.length > 1 && <polyline className="sketch-edge" points={path(corners)} strokeWidth={line * 1.6} />}
      {first && last && corners.length > 2 && (
        <polyline
          className="sketch-edge"
          points={path([last, first])}
          strokeWidth={line * 1.6}
          strokeDasharray={props.open || missing ? `${line * 4} ${line * 4}` : undefined}
        />
      )}
      {[...sides, ...(missing ? [missing] : [])].map((side) => (
        <polyline
          key={String(side)}
          className="sketch-bad-side"
          points={path(side)}
          strokeWidth={line * 2.4}
          strokeDasharray={side === missing ? `${line * 4} ${line * 4}` : undefined}
        />
      ))}
      {!props.small && corners.length < 60 && (
        <path
          className="sketch-corners"
          d={corners.map((place) => `M${plane.to(place).join(' ')}h0`).join('')}
          strokeWidth={line * 3.4}
        />
      )}
      {marks.map((place) => {
        const [cx, cy] = plane.to(place);
        return (
          <circle key={place.join()} className="sketch-wrong" cx={cx} cy={cy} r={line * 5} strokeWidth={line * 1.6} />
        );
      })}
      {here && <Here at={plane.to(here)} size={line * 3} />}
      {!props.small && (
        <g className="sketch-scale">
          <path
            d={`M${x + side * 0.05} ${y + side * 0.95}h${length}`}
            strokeWidth={line}
            stroke="currentColor"
            fill="none"
          />
          <text x={x + side * 0.05} y={y + side * 0.93} fontSize={side / 22}>{`${metres} m`}</text>
          <text x={x + side * 0.93} y={y + side * 0.08} fontSize={side / 18} textAnchor="middle">
            N ↑
          </text>
        </g>
      )}
    </svg>
  );
}

function Here({ at: [cx, cy], size }: { readonly at: Position; readonly size: number }) {
  return <circle className="sketch-here" cx={cx} cy={cy} r={size} strokeWidth={size / 2} />;
}
