import { Text } from '@mantine/core';
import type { Row } from '#kernel/office/ask.ts';
import { DayField, FactFormFrame } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { WalkInMatched } from '../facts.ts';
import { FindPerson } from './FindPerson.tsx';

/** Says who a walk-in is; she counts from the day of the session. */
export function MatchWalkIn({ of, close }: { readonly of: Row; readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(WalkInMatched, { walkIn: String(of['id']), person: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('training.page.match.go')}>
      <Text>
        <b>{String(of['names'] ?? '')}</b>
        {of['community'] ? `, ${String(of['community'])}` : ''} · {say(`people.sex.${String(of['sex'])}`)}
      </Text>
      <Text>{say('training.page.match.about')}</Text>
      <FindPerson
        start={String(of['names'] ?? '').split(' ')[0] ?? ''}
        value={String(form.values['person'] ?? '')}
        onChange={(person) => form.set('person', person)}
        error={form.field('person').error}
      />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
