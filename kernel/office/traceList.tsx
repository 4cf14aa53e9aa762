import { useMemo } from 'react';
import { useSay } from './language.tsx';
import type { TraceProps } from './traceDiagram.tsx';
import { layersOf, type TraceNode } from './traceLayout.ts';

/** The same trace to be read: every lot with its weight, what it came from and what it went into. */
export function TraceList(of: TraceProps) {
  const say = useSay();
  const rows = useMemo(() => {
    const byId = new Map(of.nodes.map((node) => [node.id, node]));
    const layers = layersOf(of.nodes, of.links);
    const codes = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id)?.code ?? []).join(', ');
    return [...of.nodes]
      .sort((a, b) => (layers.get(a.id) ?? 0) - (layers.get(b.id) ?? 0) || (a.code < b.code ? -1 : 1))
      .map((node) => ({
        node,
        from: codes(of.links.filter((link) => link.target === node.id).map((link) => link.source)),
        to: codes(of.links.filter((link) => link.source === node.id).map((link) => link.target)),
      }));
  }, [of.nodes, of.links]);
  return (
    <div className="chart-table trace-list">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('trace.code')}</th>
            <th scope="col">{say('trace.stage')}</th>
            <th scope="col">{say('trace.day')}</th>
            <th scope="col" className="chart-number">
              {say('trace.weight')}
            </th>
            <th scope="col">{say('trace.from')}</th>
            <th scope="col">{say('trace.to')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ node, from, to }) => (
            <tr key={node.id}>
              <th scope="row">
                <Opener node={node} of={of} />
              </th>
              <td>{node.stage}</td>
              <td>{node.day ? of.day(node.day) : ''}</td>
              <td className="chart-number">{of.weight(node.grams)}</td>
              <td className="trace-codes">{from}</td>
              <td className="trace-codes">{to}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Opener({ node, of }: { readonly node: TraceNode; readonly of: TraceProps }) {
  if (node.id === of.focus) return <strong>{node.code}</strong>;
  return (
    <button type="button" className="chart-part-open" onClick={() => of.onOpen(node)}>
      {node.code}
    </button>
  );
}
