import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSpeaking } from '#kernel/office/language.tsx';
import { useWhy } from '#kernel/office/Refusals.tsx';
import type { FactForm } from '#kernel/office/useFactForm.ts';
import { documentTypes } from '../facts.ts';
import { doubtsOfDocument } from '../rules.ts';

interface Paper {
  readonly type: string;
  readonly number: string;
}

/** Kind and number of a document; its check digit is looked at while somebody types. */
export function DocumentFields({ form }: { readonly form: FactForm }) {
  const { say } = useSpeaking();
  const why = useWhy();
  const [looked, look] = useState(false);
  const { error, leave, value } = form.field('document');
  const paper = (value as Paper | undefined) ?? { type: 'none', number: '' };
  const doubts = paper.type === 'none' || paper.number === '' ? [] : doubtsOfDocument(paper as never);
  const change = (part: Partial<Paper>) => {
    const next = { ...paper, ...part };
    form.set('document', next.type === 'none' ? undefined : next);
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
      <NativeSelect
        label={say('people.producerRegistered.document.type')}
        value={paper.type}
        onChange={(event) => change({ type: event.currentTarget.value })}
        data={documentTypes.map((type) => ({ value: type, label: say(`people.document.${type}`) }))}
      />
      {paper.type !== 'none' && (
        <TextInput
          label={say('people.producerRegistered.document.number')}
          value={paper.number}
          error={error ?? (doubts[0] && looked ? why(doubts[0]) : null)}
          onBlur={() => {
            leave();
            look(true);
          }}
          onChange={(event) => change({ number: event.currentTarget.value })}
        />
      )}
    </SimpleGrid>
  );
}
