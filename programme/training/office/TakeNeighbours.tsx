import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useAsk, usePage } from '#kernel/office/ask.ts';
import { ChoiceField, DayField, FactFormFrame } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { NeighboursTaken } from '#programme/people/facts.ts';
import type { producer } from '#programme/people/queries.ts';
import { FindPerson } from './FindPerson.tsx';

/** Puts producers into a promoter's group: they come to her phone, and leave the one they were on. */
export function TakeNeighbours({ close }: { readonly close: () => void }) {
  const say = useSay();
  const [found, find] = useState('');
  const listed = usePage('training.promoters', { size: 500 });
  const form = useFactForm(NeighboursTaken, { promoter: '', people: [], on: todayText() });
  const people = form.values['people'] as string[];
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('training.page.neighbours.go')}>
      <Text>{say('training.page.neighbours.about')}</Text>
      <ChoiceField
        form={form}
        name="promoter"
        required
        choices={(listed.data?.value.rows ?? [])
          .filter((row) => row['left_on'] === null)
          .map((row) => ({ value: String(row['person']), label: String(row['name']) }))}
      />
      <ul className="lines">
        {people.map((person) => (
          <li key={person}>
            <Name person={person} />
            <Button
              variant="default"
              size="compact-sm"
              onClick={() =>
                form.set(
                  'people',
                  people.filter((one) => one !== person),
                )
              }
            >
              {say('training.page.neighbours.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <FindPerson start="" value={found} onChange={find} error={form.field('people').error} />
      <Button
        variant="default"
        disabled={found === '' || people.includes(found)}
        onClick={() => {
          form.set('people', [...people, found]);
          find('');
        }}
      >
        {say('training.page.neighbours.add')}
      </Button>
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}

function Name({ person }: { readonly person: string }) {
  const asked = useAsk<typeof producer>('people.producer', { person });
  const value = asked.data?.value;
  return <span>{value ? `${value.given_names ?? ''} ${value.family_names ?? ''}`.trim() : '…'}</span>;
}
