import { UnstyledButton } from '@mantine/core';
import { useAsk } from './ask.ts';
import type { FactQuestion } from './FactSheet.tsx';
import { callOf } from './factShown.ts';
import { useSay } from './language.tsx';
import { useOpenFact } from './openFact.ts';
import { usePresent } from './session.tsx';

/** A fact by its name; opens it beside the page. */
export function FactLink({ id, label }: { readonly id: string; readonly label?: string }) {
  const say = useSay();
  const open = useOpenFact();
  const { may } = usePresent();
  const asked = useAsk<FactQuestion>('ledger.fact', { id }, { when: label === undefined && may.ask('ledger.fact') });
  const fact = asked.data?.value;
  const text = label ?? (fact ? (callOf(fact) ?? say(fact.kind)) : say('fact.open'));
  if (!may.ask('ledger.fact')) return <span>{text}</span>;
  return (
    <UnstyledButton className="fact-link" onClick={() => open(id)}>
      {text}
    </UnstyledButton>
  );
}
