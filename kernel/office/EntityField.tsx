import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { usePage } from './ask.ts';
import { useEntityList } from './entities.ts';
import type { Choice } from './Fields.tsx';
import { useSay } from './language.tsx';
import { usePresent } from './session.tsx';
import type { FieldOf } from './useFactForm.ts';

const shown = 40;

interface Props {
  readonly field: FieldOf;
  readonly entity: string;
  readonly required: boolean;
}

/** What a listing offers for the words typed so far, with those already chosen. */
function useOffered(entity: string, typed: string): { choices: readonly Choice[]; only: string | null } {
  const list = useEntityList(entity);
  const { may } = usePresent();
  const [q] = useDebouncedValue(typed, 250);
  const [seen, keep] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = usePage(list?.of ?? '', { size: shown, q: q.trim() }, list !== undefined && may.ask(list.of));
  const rows = asked.data?.value.rows;
  useEffect(() => {
    if (!rows || !list) return;
    keep((old) => new Map([...old, ...rows.map((row) => [String(row['id']), list.label(row)] as const)]));
  }, [rows, list]);
  const found = rows?.map((row) => String(row['id'])) ?? [];
  const choices = [...seen].map(([value, label]) => ({ value, label }));
  return { choices, only: asked.data?.value.total === 1 && q === '' ? (found[0] ?? null) : null };
}

/** Chooses one thing that another fact made, by typing part of its name. The only one there is, is taken. */
export function EntityField({ field, entity, required }: Props) {
  const say = useSay();
  const [typed, type] = useState('');
  const { choices, only } = useOffered(entity, typed);
  const { value, change } = field;
  useEffect(() => {
    if (required && only !== null && (value === '' || value === undefined)) change(only);
  }, [required, only, value, change]);
  return (
    <Select
      label={field.label}
      error={field.error}
      withAsterisk={required}
      data={[...choices]}
      value={value ? String(value) : null}
      onChange={(id) => change(id ?? '')}
      onSearchChange={type}
      onBlur={field.leave}
      searchable
      clearable={!required}
      placeholder={say('office.choose')}
      nothingFoundMessage={say('office.none-found')}
    />
  );
}

/** Chooses several. */
export function EntitiesField({ field, entity, required }: Props) {
  const say = useSay();
  const [typed, type] = useState('');
  const { choices } = useOffered(entity, typed);
  return (
    <MultiSelect
      label={field.label}
      error={field.error}
      withAsterisk={required}
      data={[...choices]}
      value={(field.value as string[] | undefined) ?? []}
      onChange={field.change}
      onSearchChange={type}
      onBlur={field.leave}
      searchable
      placeholder={say('office.choose')}
      nothingFoundMessage={say('office.none-found')}
    />
  );
}
