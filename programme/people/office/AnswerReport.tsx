import { Drawer, Text } from '@mantine/core';
import type { Row } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { ChoiceField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { MistakeAnswered, mistakeOutcomes } from '../passbookFacts.ts';

/** The answer that she reads in her passbook, in words that she understands. */
export function AnswerReport({ of, close }: { readonly of: Row; readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(MistakeAnswered, {
    report: String(of['id']),
    person: String(of['person']),
    outcome: '',
    words: '',
    on: todayText(),
  });
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="lg"
      title={say('people.reports.answer-it')}
      closeButtonProps={{ 'aria-label': say('office.close') }}
      classNames={{ title: 'drawer-title', content: 'drawer', header: 'drawer-header' }}
    >
      <FactFormFrame form={form} done={close} cancel={close} label={say('people.reports.send-answer')}>
        <Text>
          <b>{String(of['name'] ?? '')}</b> · {say(`people.part.${String(of['part'])}`)}
        </Text>
        <Text>«{String(of['words'] ?? '')}»</Text>
        {of['line'] !== null && <FactLink id={String(of['line'])} label={say('people.reports.see-line')} />}
        <Text size="sm" c="var(--inkSoft)">
          {say('people.reports.correct-first')}
        </Text>
        <ChoiceField
          form={form}
          name="outcome"
          required
          choices={mistakeOutcomes.map((value) => ({ value, label: say(`people.outcome.${value}`) }))}
        />
        <TextField form={form} name="words" required long hint={say('people.reports.words-hint')} />
      </FactFormFrame>
    </Drawer>
  );
}
