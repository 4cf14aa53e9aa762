import { useMemo } from 'react';
import { dayText, massText } from '#kernel/office/format.ts';
import { useGo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { TraceDiagram } from '#kernel/office/traceDiagram.tsx';
import { type TraceLink, type TraceMeaning, type TraceNode, traceMeanings } from '#kernel/office/traceLayout.ts';
import type { TraceNode as Found } from '../tracing.ts';

/** The diagram of a lot or shipment; another lot opens its own page. */
export function LotTrace(of: {
  readonly title: string;
  readonly nodes: readonly Found[];
  readonly links: readonly TraceLink[];
  readonly focus: string;
}) {
  const { say, language } = useSpeaking();
  const go = useGo();
  const nodes = useMemo<TraceNode[]>(
    () =>
      of.nodes.map((node) => ({
        id: node.id,
        code: node.code,
        stage: node.is === 'shipment' ? say('lots.shipment') : say(`lots.process.${node.process ?? 'reception'}`),
        grams: node.grams,
        day: node.on_day,
        meaning: meaningOf(node),
      })),
    [of.nodes, say],
  );
  return (
    <TraceDiagram
      title={of.title}
      nodes={nodes}
      links={of.links}
      focus={of.focus}
      weight={massText}
      day={(day) => dayText(day, language)}
      meaning={(meaning) => say(meaning === 'shipment' ? 'lots.shipment' : `lots.state.${meaning}`)}
      onOpen={(node) => go(`/${node.meaning === 'shipment' ? 'shipments' : 'lots'}/${node.id}`)}
    />
  );
}

function meaningOf(node: Found): TraceMeaning {
  if (node.is === 'shipment') return 'shipment';
  return traceMeanings.find((meaning) => meaning === node.state) ?? 'dry';
}
