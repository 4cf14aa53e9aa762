import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Voided } from '#kernel/pure/fact.ts';
import { DayField, FactFormFrame, TextField } from './Fields.tsx';
import { todayText } from './format.ts';
import { useSay } from './language.tsx';
import { usePresent } from './session.tsx';
import { useFactForm } from './useFactForm.ts';

/** Takes a fact back: another fact says so, and the old one stays in sight. */
export function VoidFact({ fact }: { readonly fact: string }) {
  const say = useSay();
  const { may } = usePresent();
  const [asked, ask] = useState(false);
  if (!may.record('ledger.voided')) return null;
  if (asked) return <Form fact={fact} close={() => ask(false)} />;
  return (
    <div>
      <Button variant="default" onClick={() => ask(true)}>
        {say('fact.void')}
      </Button>
    </div>
  );
}

function Form({ fact, close }: { readonly fact: string; readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(Voided, { fact, reason: '', on: todayText() });
  return (
    <section className="inset">
      <FactFormFrame form={form} done={close} cancel={close} label={say('fact.void')}>
        <Text>{say('fact.void.about')}</Text>
        <TextField form={form} name="reason" required long />
        <DayField form={form} name="on" required />
      </FactFormFrame>
    </section>
  );
}
