import './chart.css';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { dayText, momentText } from './format.ts';
import { useSpeaking } from './language.tsx';
import { useOpenFact } from './openFact.ts';
import { OutcomeTag, Tag } from './Value.tsx';

/** One fact in the history of a record, newest first. */
export interface HistoryFact {
  readonly id: string;
  readonly kind: string;
  readonly on: string | null;
  readonly author: string | null;
  readonly received_ms: number;
  readonly outcome: string;
  readonly voided: boolean;
}

const first = 8;

/** Everything that was recorded about one thing; each line opens its fact. */
export function History({ of }: { readonly of: readonly HistoryFact[] }) {
  const { say, language } = useSpeaking();
  const open = useOpenFact();
  const [all, showAll] = useState(false);
  const shown = all ? of : of.slice(0, first);
  return (
    <>
      <ul className="history">
        {shown.map((fact) => (
          <li key={fact.id} className={fact.voided ? 'history-voided' : ''}>
            <button type="button" onClick={() => open(fact.id)}>
              <span className="history-day">{fact.on ? dayText(fact.on, language) : ''}</span>
              <span className="history-kind">{say(fact.kind)}</span>
              <span className="history-who">
                {fact.author ?? '—'} · {momentText(fact.received_ms, language)}
              </span>
              <span className="history-outcome">
                {fact.voided ? <Tag tone="red">{say('history.voided')}</Tag> : <OutcomeTag outcome={fact.outcome} />}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {of.length > first && !all ? (
        <Button variant="default" mt="sm" onClick={() => showAll(true)}>
          {say('history.all', { n: of.length })}
        </Button>
      ) : null}
    </>
  );
}
