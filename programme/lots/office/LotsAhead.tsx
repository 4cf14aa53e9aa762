import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { massText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { traceForward } from '../traceQueries.ts';

/** Lots and shipments that hold cocoa of a plot. */
export function LotsOfPlot({ id }: { readonly id: string }) {
  return <Ahead of={useAsk<typeof traceForward>('lots.traceForward', { plot: id })} />;
}

/** The same of a producer. */
export function LotsOfPerson({ id }: { readonly id: string }) {
  return <Ahead of={useAsk<typeof traceForward>('lots.traceForward', { person: id })} />;
}

function Ahead({ of }: { readonly of: ReturnType<typeof useAsk<typeof traceForward>> }) {
  return <div className="section-body">{<Asked of={of}>{(value) => <Lines of={value} />}</Asked>}</div>;
}

function Lines({ of }: { readonly of: AnswerOf<typeof traceForward> }) {
  const say = useSay();
  const all = [
    ...of.shipments.map((node) => ({ ...node, path: `/shipments/${node.id}` })),
    ...of.lots.map((node) => ({ ...node, path: `/lots/${node.id}` })),
  ].filter((node) => node.carried > 0);
  if (all.length === 0) return <p>{say('lots.panel.none')}</p>;
  return (
    <ul className="lines">
      {all.slice(0, 30).map((node) => (
        <li key={node.id}>
          <GoTo to={node.path} className="text-link">
            {node.code}
          </GoTo>
          <span>{say('lots.panel.carried', { part: massText(node.carried), whole: massText(node.grams) })}</span>
        </li>
      ))}
    </ul>
  );
}
