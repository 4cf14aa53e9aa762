import { Button, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useSpeaking } from './language.tsx';
import { isRange, type ShownColumn, unitOf } from './tableColumns.ts';
import type { TableView } from './tableState.ts';

interface Props {
  readonly columns: readonly ShownColumn[];
  readonly view: TableView;
  readonly change: (part: Partial<TableView>) => void;
}

/** One filter for each column, of the column's own kind. */
export function TableFilters({ columns, view, change }: Props) {
  const { say } = useSpeaking();
  const [cleared, clear] = useState(0);
  const set = (name: string, value: string) => change({ filters: { ...view.filters, [name]: value } });
  return (
    <div className="table-filters">
      <SimpleGrid key={cleared} cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="md" verticalSpacing="sm">
        {columns
          .filter((column) => column.type !== 'id')
          .map((column) => (
            <Filter
              key={column.name}
              column={column}
              value={view.filters[column.name] ?? ''}
              set={(value) => set(column.name, value)}
            />
          ))}
      </SimpleGrid>
      <Group justify="flex-end" mt="sm">
        <Button
          variant="subtle"
          onClick={() => {
            change({ filters: {} });
            clear(cleared + 1);
          }}
        >
          {say('table.filters.clear')}
        </Button>
      </Group>
    </div>
  );
}

interface One {
  readonly column: ShownColumn;
  readonly value: string;
  readonly set: (value: string) => void;
}

/** Beside each other, or below each other where letters are large. */
const room = { flex: 1, miw: '7.5rem' } as const;

function Filter({ column, value, set }: One) {
  const { say } = useSpeaking();
  if (column.type === 'yes' || column.codes.length > 0) {
    const options =
      column.type === 'yes'
        ? [
            { value: 'true', label: say('office.yes') },
            { value: 'false', label: say('office.no') },
          ]
        : column.codes.map((code) => ({ value: code, label: say(`${column.words}.${code}`) }));
    return (
      <NativeSelect
        label={column.heading}
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
        data={[{ value: '', label: say('table.any') }, ...options]}
      />
    );
  }
  return isRange(column.type) ? (
    <Range column={column} value={value} set={set} />
  ) : (
    <Text column={column} value={value} set={set} />
  );
}

function Text({ column, value, set }: One) {
  const { say } = useSpeaking();
  const [text, type] = useState(value);
  const later = useDebouncedCallback(set, 300);
  return (
    <TextInput
      label={column.heading}
      placeholder={say('table.contains')}
      value={text}
      onChange={(event) => {
        type(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}

function Range({ column, value, set }: One) {
  const { say } = useSpeaking();
  const [ends, type] = useState<readonly [string, string]>(() => {
    const [from = '', to = ''] = value.split('..');
    return [from, to];
  });
  const later = useDebouncedCallback(set, 300);
  const unit = unitOf(column.type);
  const heading = unit ? `${column.heading} (${unit})` : column.heading;
  const change = (next: readonly [string, string]) => {
    type(next);
    later(next[0] === '' && next[1] === '' ? '' : `${next[0]}..${next[1]}`);
  };
  const input = column.type === 'day' ? { type: 'date' } : { inputMode: 'decimal' as const };
  return (
    <fieldset className="range">
      <legend>{heading}</legend>
      <Group gap="xs">
        <TextInput
          {...input}
          {...room}
          aria-label={`${heading}: ${say('table.from')}`}
          placeholder={say('table.from')}
          value={ends[0]}
          onChange={(e) => change([e.currentTarget.value, ends[1]])}
        />
        <TextInput
          {...input}
          {...room}
          aria-label={`${heading}: ${say('table.to')}`}
          placeholder={say('table.to')}
          value={ends[1]}
          onChange={(e) => change([ends[0], e.currentTarget.value])}
        />
      </Group>
    </fieldset>
  );
}
