import { Text } from '@mantine/core';
import { DayField, FactFormFrame } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { ErasureAsked } from '../facts.ts';
import type { TaskProps } from './ProducerTasks.tsx';

/** She asks to be forgotten. */
export function AskErasure({ of, close }: TaskProps) {
  const say = useSay();
  const form = useFactForm(ErasureAsked, { person: of.id, on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('people.page.erase')}>
      <Text>{say('people.page.erase.about')}</Text>
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
