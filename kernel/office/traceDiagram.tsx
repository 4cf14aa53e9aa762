import './chart.css';
import './trace.css';
import { useMemo, useState } from 'react';
import { useWidth } from './chartWidth.ts';
import { useSay } from './language.tsx';
import { useDrag } from './traceDrag.ts';
import {
  lastRoom,
  layoutTrace,
  nodeWidth,
  type PlacedNode,
  type TraceLayout,
  type TraceLink,
  type TraceMeaning,
  type TraceNode,
  wayThrough,
} from './traceLayout.ts';
import { TraceList } from './traceList.tsx';

export interface TraceProps {
  readonly title: string;
  readonly nodes: readonly TraceNode[];
  readonly links: readonly TraceLink[];
  /** The lot or shipment that the page is about. */
  readonly focus: string;
  readonly weight: (grams: number) => string;
  readonly day: (day: string) => string;
  /** Words for what the beans are at that point. */
  readonly meaning: (meaning: TraceMeaning) => string;
  readonly onOpen: (node: TraceNode) => void;
}

/** Where a lot came from and what it became: columns of lots joined by ribbons as wide as their kilos, or as a list. */
export function TraceDiagram(of: TraceProps) {
  const say = useSay();
  const [asList, setAsList] = useState(false);
  const [zoom, setZoom] = useState(1);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [ref, width] = useWidth<HTMLDivElement>(900);
  const columns = useMemo(() => columnsOf(of.nodes, of.links), [of.nodes, of.links]);
  const columnWidth = Math.max(160, Math.min(280, (width - 8 - lastRoom) / Math.max(1, columns - 1)));
  const layout = useMemo(
    () => layoutTrace(of.nodes, of.links, { most: 14, opened, focus: of.focus, columnWidth }),
    [of.nodes, of.links, of.focus, opened, columnWidth],
  );
  const fit = Math.min(1, Math.max(0.3, (width - 8) / layout.width));
  return (
    <section className="trace" ref={ref} aria-label={of.title}>
      <div className="trace-tools">
        {asList ? null : (
          <>
            <Tool label={say('trace.smaller')} text="−" onPress={() => setZoom(Math.max(0.3, zoom / 1.25))} />
            <Tool label={say('trace.bigger')} text="+" onPress={() => setZoom(Math.min(3, zoom * 1.25))} />
            <Tool label={say('trace.fit')} text={say('trace.fit')} onPress={() => setZoom(fit)} />
            {opened.size > 0 ? (
              <Tool label={say('trace.fewer')} text={say('trace.fewer')} onPress={() => setOpened(new Set())} />
            ) : null}
          </>
        )}
        <Tool label={say(asList ? 'trace.drawing' : 'trace.list')} onPress={() => setAsList(!asList)} />
      </div>
      {asList ? (
        <TraceList {...of} />
      ) : (
        <Drawing of={of} layout={layout} zoom={zoom} onGroup={(layer) => setOpened(new Set([...opened, layer]))} />
      )}
      {asList ? null : <Meanings of={of} />}
    </section>
  );
}

function columnsOf(nodes: readonly TraceNode[], links: readonly TraceLink[]): number {
  return layoutTrace(nodes, links, { most: 1, opened: new Set(), focus: '', columnWidth: 1 }).columns.length;
}

function Tool({ label, text, onPress }: { label: string; text?: string; onPress: () => void }) {
  return (
    <button type="button" className="chart-switch" aria-label={label} title={label} onClick={onPress}>
      {text ?? label}
    </button>
  );
}

function Meanings({ of }: { readonly of: TraceProps }) {
  const present = [...new Set(of.nodes.map((node) => node.meaning))];
  return (
    <ul className="chart-legend">
      {present.map((meaning) => (
        <li key={meaning}>
          <span className={`chart-key chart-key-box trace-box trace-${meaning}`} />
          {of.meaning(meaning)}
        </li>
      ))}
    </ul>
  );
}

function Drawing(of: {
  readonly of: TraceProps;
  readonly layout: TraceLayout;
  readonly zoom: number;
  readonly onGroup: (layer: number) => void;
}) {
  const { layout, zoom } = of;
  const [over, setOver] = useState<string | null>(null);
  const drag = useDrag();
  const lit = useMemo(() => (over === null ? null : wayThrough(layout, over)), [layout, over]);
  const dim = (id: string) => (lit && !lit.has(id) ? ' trace-dim' : '');
  return (
    <div className="trace-ground" {...drag} onPointerLeave={() => setOver(null)}>
      <svg
        width={layout.width * zoom}
        height={layout.height * zoom}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        aria-label={of.of.title}
      >
        {layout.columns.map((column) => (
          <text key={column.x} className="trace-column" x={column.x} y={16}>
            {column.stages.slice(0, 2).join(' · ')}
          </text>
        ))}
        {layout.links.map((link) => (
          <path key={link.id} d={link.path} className={`trace-link${dim(link.id)}`}>
            <title>{of.of.weight(link.grams)}</title>
          </path>
        ))}
        {layout.nodes.map((node) => (
          <Box
            key={node.id}
            node={node}
            of={of.of}
            dim={dim(node.id)}
            onOver={() => setOver(node.id)}
            onGroup={() => of.onGroup(node.layer)}
          />
        ))}
      </svg>
    </div>
  );
}

interface BoxProps {
  readonly node: PlacedNode;
  readonly of: TraceProps;
  readonly dim: string;
  readonly onOver: () => void;
  readonly onGroup: () => void;
}

function Box({ node, of, dim, onOver, onGroup }: BoxProps) {
  const say = useSay();
  const [only] = node.nodes;
  if (!only) return null;
  const group = node.nodes.length > 1;
  const name = group ? say('trace.more', { n: node.nodes.length }) : only.code;
  const here = node.id === of.focus;
  const act = () => (group ? onGroup() : here ? undefined : of.onOpen(only));
  const hint = group ? say('trace.moreHint') : here ? say('trace.here') : only.day ? of.day(only.day) : '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: because SVG has no button of its own
    <g
      className={`trace-node${here ? ' trace-here' : ''}${dim}`}
      role="button"
      tabIndex={0}
      aria-label={`${name}, ${of.weight(node.grams)}, ${only.stage}${here ? `, ${say('trace.here')}` : ''}`}
      aria-current={here ? 'true' : undefined}
      onPointerEnter={onOver}
      onFocus={onOver}
      onClick={act}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          act();
        }
      }}
    >
      <title>{[name, of.weight(node.grams), only.stage, hint].filter((line) => line !== '').join('\n')}</title>
      <rect className="trace-hit" x={node.x - 2} y={node.y - 4} width={158} height={Math.max(28, node.height + 8)} />
      <rect
        className={`trace-box trace-${group ? 'group' : only.meaning}`}
        x={node.x}
        y={node.y}
        width={nodeWidth}
        height={node.height}
        rx={3}
      />
      <text className="trace-code" x={node.x + nodeWidth + 6} y={node.y + Math.min(node.height / 2, 60) - 1}>
        {name}
      </text>
      <text className="trace-weight" x={node.x + nodeWidth + 6} y={node.y + Math.min(node.height / 2, 60) + 12}>
        {of.weight(node.grams)}
      </text>
    </g>
  );
}
