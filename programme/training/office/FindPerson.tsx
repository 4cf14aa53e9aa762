import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useAsk } from '#kernel/office/ask.ts';
import { useSay } from '#kernel/office/language.tsx';
import type { search } from '#programme/people/queries.ts';

/** Finds one producer by name or document; starts with a name that is known already. */
export function FindPerson(props: {
  readonly start: string;
  readonly value: string;
  readonly onChange: (person: string) => void;
  readonly error?: string | null;
}) {
  const say = useSay();
  const [text, type] = useState(props.start);
  const [q] = useDebouncedValue(text.trim(), 300);
  const found = useAsk<typeof search>('people.search', { q }, { when: q.length > 1, keep: true });
  const people = found.data?.value ?? [];
  return (
    <>
      <TextInput
        label={say('people.page.merge.find')}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Radio.Group
        label={say('training.page.match.choose')}
        value={props.value}
        onChange={props.onChange}
        error={props.error}
      >
        <Stack gap="xs" mt="xs">
          {people.map((one) => (
            <Radio
              key={one.id}
              value={one.id}
              label={one.name ?? say('people.page.erased-name')}
              description={[one.document, one.birth_year, one.zone_name].filter(Boolean).join(' · ')}
            />
          ))}
          {people.length === 0 && <Text c="var(--inkSoft)">{say('table.nothing-found')}</Text>}
        </Stack>
      </Radio.Group>
    </>
  );
}
