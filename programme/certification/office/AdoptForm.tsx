import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { SchemeAdopted } from '../facts.ts';
import { type Starter, starters } from '../starters.ts';

/** A new edition begins with a checklist that is there, and is adopted from a day on. */
export function AdoptForm({ done, close }: { readonly done: (id: string) => void; readonly close: () => void }) {
  const say = useSay();
  const [code, choose] = useState(starters[0]?.code ?? '');
  const starter = starters.find((one) => one.code === code);
  return (
    <>
      <NativeSelect
        label={say('certification.page.starter')}
        description={say('certification.page.starter.about')}
        value={code}
        onChange={(event) => choose(event.currentTarget.value)}
        data={starters.map((one) => ({ value: one.code, label: `${one.name} · ${one.edition}` }))}
        mb="md"
      />
      {starter && <Edition key={code} of={starter} done={done} close={close} />}
    </>
  );
}

function Edition({
  of,
  done,
  close,
}: {
  readonly of: Starter;
  readonly done: (id: string) => void;
  readonly close: () => void;
}) {
  const say = useSay();
  const form = useFactForm(SchemeAdopted, { ...of, from: todayText() });
  return (
    <FactFormFrame form={form} done={done} cancel={close}>
      <TextField form={form} name="name" required />
      <TextField form={form} name="code" required />
      <TextField form={form} name="edition" required />
      <DayField form={form} name="from" required />
      <p className="page-about">
        {say('certification.page.adopts', { n: of.criteria.length, months: of.rules.internalMonths })}
      </p>
    </FactFormFrame>
  );
}
