import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useAsk } from '#kernel/office/ask.ts';
import { DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { DuplicateMerged } from '../facts.ts';
import type { search } from '../queries.ts';
import type { TaskProps } from './ProducerTasks.tsx';

/** Finds the other record of the same person and makes both count as one. */
export function MergeProducer({ of, close }: TaskProps) {
  const say = useSay();
  const [text, type] = useState(of.family_names ?? '');
  const [q] = useDebouncedValue(text.trim(), 300);
  const found = useAsk<typeof search>('people.search', { q }, { when: q.length > 1, keep: true });
  const form = useFactForm(DuplicateMerged, { person: of.id, duplicate: '', reason: '', on: todayText() });
  const others = (found.data?.value ?? []).filter((other) => other.id !== of.id);
  const { error } = form.field('duplicate');
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('people.page.merge.go')}>
      <Text>{say('people.page.merge.about')}</Text>
      <TextInput
        label={say('people.page.merge.find')}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Radio.Group
        label={say('people.page.merge.choose')}
        value={String(form.values['duplicate'])}
        onChange={(id) => form.set('duplicate', id)}
        error={error}
      >
        <Stack gap="xs" mt="xs">
          {others.map((other) => (
            <Radio
              key={other.id}
              value={other.id}
              label={other.name ?? say('people.page.erased-name')}
              description={[other.document, other.birth_year, other.zone_name].filter(Boolean).join(' · ')}
            />
          ))}
          {others.length === 0 && <Text c="var(--inkSoft)">{say('table.nothing-found')}</Text>}
        </Stack>
      </Radio.Group>
      <TextField form={form} name="reason" required long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
