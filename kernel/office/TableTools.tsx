import { Button, Checkbox, Group, Menu, NativeSelect, Popover, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { Params } from './ask.ts';
import { queryOf } from './door.ts';
import { Icon } from './Icon.tsx';
import { useSay } from './language.tsx';
import { TableFilters } from './TableFilters.tsx';
import type { ShownColumn } from './tableColumns.ts';
import type { TableView } from './tableState.ts';

interface Props {
  readonly of: string;
  readonly columns: readonly ShownColumn[];
  readonly view: TableView;
  readonly change: (part: Partial<TableView>) => void;
  readonly chosen: readonly string[];
  readonly choose: (names: readonly string[] | null) => void;
  readonly query: Params;
  readonly narrow: boolean;
  readonly sort: string;
  readonly children?: ReactNode;
}

/** Search, filters, columns and download of a table. */
export function TableTools(props: Props) {
  const { of, columns, view, change, query, narrow, children } = props;
  const say = useSay();
  const [filtering, { toggle }] = useDisclosure(Object.keys(view.filters).length > 0);
  const set = Object.values(view.filters).filter((value) => value !== '' && value !== '..').length;
  const searchable = columns.some((c) => c.type === 'text');
  return (
    <Stack gap="sm" className="table-tools">
      <Group gap="sm" wrap="wrap">
        {searchable && <Search view={view} change={change} />}
        <Button
          variant={set > 0 ? 'light' : 'default'}
          leftSection={<Icon name="filter" size={18} />}
          onClick={toggle}
          aria-expanded={filtering}
        >
          {set > 0 ? `${say('table.filters')} (${set})` : say('table.filters')}
        </Button>
        {narrow ? <SortChoice {...props} /> : <ColumnChoice {...props} />}
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<Icon name="download" size={18} />}>
              {say('table.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(['xlsx', 'csv'] as const).map((kind) => (
              <Menu.Item key={kind} component="a" href={`/api/export/${of}.${kind}${queryOf(query)}`} download>
                {say(`table.export.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        {children && <div className="table-own-tools">{children}</div>}
      </Group>
      {filtering && <TableFilters columns={columns} view={view} change={change} />}
    </Stack>
  );
}

function Search({ view, change }: Pick<Props, 'view' | 'change'>) {
  const say = useSay();
  const [text, type] = useState(view.q);
  const later = useDebouncedCallback((q: string) => change({ q }), 250);
  return (
    <TextInput
      className="table-search"
      type="search"
      aria-label={say('table.search')}
      placeholder={say('table.search')}
      leftSection={<Icon name="search" size={18} />}
      value={text}
      onChange={(event) => {
        type(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}

function ColumnChoice({ columns, chosen, choose }: Pick<Props, 'columns' | 'chosen' | 'choose'>) {
  const say = useSay();
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Icon name="columns" size={18} />}>
          {say('table.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group
          value={[...chosen]}
          onChange={(names) => names.length > 0 && choose(columns.map((c) => c.name).filter((n) => names.includes(n)))}
        >
          <Stack gap="xs">
            {columns.map((column) => (
              <Checkbox key={column.name} value={column.name} label={column.heading} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}

/** On cards there are no headings to click. */
function SortChoice({ columns, sort, change }: Pick<Props, 'columns' | 'sort' | 'change'>) {
  const say = useSay();
  return (
    <NativeSelect
      aria-label={say('table.sort.label')}
      value={sort}
      onChange={(event) => change({ sort: event.currentTarget.value })}
      data={columns.flatMap((c) => [
        { value: c.name, label: `${c.heading} ↑` },
        { value: `-${c.name}`, label: `${c.heading} ↓` },
      ])}
    />
  );
}
