import { Drawer, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Answer } from './ask.ts';
import { DataTable } from './DataTable.tsx';
import { countText } from './format.ts';
import { useSay } from './language.tsx';
import { usePresent } from './session.tsx';

/** The facts behind a value, as a table; each opens. */
export function FactsList({ of }: { readonly of: NonNullable<Answer<unknown>['facts']> }) {
  const say = useSay();
  return (
    <>
      {of.total > of.ids.length && (
        <Text size="sm" mb="sm">
          {say('facts.first', { shown: countText(of.ids.length), total: countText(of.total) })}
        </Text>
      )}
      <DataTable of="ledger.facts" params={{ ids: of.ids.join(',') }} cells={factCells} />
    </>
  );
}

/** Kinds and outcomes by their names. */
export const factCells = { kind: { words: '' }, outcome: { words: 'outcome' } } as const;

/** “Counted from N records”: the small print under a figure, which opens to its facts. */
export function Counted({ facts }: { readonly facts: Answer<unknown>['facts'] }) {
  const say = useSay();
  const { may } = usePresent();
  const [opened, { open, close }] = useDisclosure();
  if (!facts) return null;
  const text = say('facts.counted', { total: countText(facts.total) });
  if (facts.total === 0 || !may.ask('ledger.facts')) return <Text size="sm">{text}</Text>;
  return (
    <>
      <UnstyledButton className="fact-link counted" onClick={open}>
        {text}
      </UnstyledButton>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size="xl"
        title={say('facts.title')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        classNames={{ title: 'drawer-title', content: 'drawer' }}
      >
        <FactsList of={facts} />
      </Drawer>
    </>
  );
}
