import { NativeSelect, SimpleGrid } from '@mantine/core';
import type { ImportAnswer } from '#apps/server/imports.ts';
import { useSay } from '#kernel/office/language.tsx';
import { Section } from '#kernel/office/PageHead.tsx';

interface Props {
  readonly of: ImportAnswer;
  readonly change: (field: string, column: string | null) => void;
}

/** Which column of the file is which field; guessed, and corrected here. */
export function ImportMapping({ of, change }: Props) {
  const say = useSay();
  return (
    <Section title={say('import.page.columns')}>
      <p className="page-about">{say('import.page.columns.about')}</p>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="md" verticalSpacing="sm">
        {of.fields.map((field) => (
          <NativeSelect
            key={field.name}
            label={field.label}
            withAsterisk={field.required}
            value={of.mapping[field.name] ?? ''}
            error={of.missing.includes(field.name) ? say('import.page.column.missing') : undefined}
            onChange={(event) =>
              change(field.name, event.currentTarget.value === '' ? null : event.currentTarget.value)
            }
            data={[
              { value: '', label: say('import.page.column.none') },
              ...of.columns.map((column) => ({ value: column, label: column })),
            ]}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
}
