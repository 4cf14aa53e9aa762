import { Skeleton, Table, UnstyledButton } from '@mantine/core';
import type { MouseEvent } from 'react';
import type { Row } from './ask.ts';
import type { Opening } from './DataTable.tsx';
import { GoTo } from './GoTo.tsx';
import { Icon } from './Icon.tsx';
import { keyed, places } from './keyed.ts';
import { useSay } from './language.tsx';
import { isNumeric, type ShownColumn } from './tableColumns.ts';
import type { TableView } from './tableState.ts';
import { Value } from './Value.tsx';

export interface TableBody {
  readonly columns: readonly ShownColumn[];
  /** Null while the first page is on its way. */
  readonly rows: readonly Row[] | null;
  readonly open: (row: Row) => Opening | null;
  readonly sort: string;
  readonly change: (part: Partial<TableView>) => void;
}

/** The wide form of a table. */
export function TableGrid({ columns, rows, open, sort, change, caption }: TableBody & { readonly caption: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the screen is scrolled by keyboard too
    <section className="table-scroll" tabIndex={0} aria-label={caption}>
      <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md" className="table-grid">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Heading key={column.name} column={column} sort={sort} change={change} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows === null
            ? places(8).map((key) => <Waiting key={key} columns={columns.length} />)
            : keyed(rows, (row) => String(row['id'])).map(({ key, one }) => (
                <Line key={key} row={one} columns={columns} opening={open(one)} />
              ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Heading({
  column,
  sort,
  change,
}: {
  readonly column: ShownColumn;
  readonly sort: string;
  readonly change: TableBody['change'];
}) {
  const say = useSay();
  const at = sort.replace(/^-/, '') === column.name;
  const down = at && sort.startsWith('-');
  return (
    <Table.Th
      aria-sort={at ? (down ? 'descending' : 'ascending') : 'none'}
      className={isNumeric(column.type) ? 'numeric' : ''}
    >
      <UnstyledButton
        className="table-heading"
        onClick={() => change({ sort: at && !down ? `-${column.name}` : column.name })}
        title={say('table.sort', { column: column.heading })}
      >
        <span>{column.heading}</span>
        <span className={at ? 'table-arrow' : 'table-arrow unsorted'}>
          <Icon name={down ? 'down' : 'up'} size={14} />
        </span>
      </UnstyledButton>
    </Table.Th>
  );
}

function Line({
  row,
  columns,
  opening,
}: {
  readonly row: Row;
  readonly columns: readonly ShownColumn[];
  readonly opening: Opening | null;
}) {
  const click = (event: MouseEvent) => {
    // A click on a link inside goes there, and selecting text is no click.
    if ((event.target as Element).closest('a,button,input') || window.getSelection()?.toString()) return;
    opening?.run();
  };
  return (
    <Table.Tr onClick={opening ? click : undefined} className={opening ? 'opens' : ''}>
      {columns.map((column, i) => (
        <Table.Td key={column.name} className={isNumeric(column.type) ? 'numeric' : ''}>
          <Cell row={row} column={column} opening={i === 0 ? opening : null} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

/** The first cell of a row is its link, so that the keyboard opens it too. */
export function Cell({
  row,
  column,
  opening,
}: {
  readonly row: Row;
  readonly column: ShownColumn;
  readonly opening: Opening | null;
}) {
  const inside = column.show ? (
    column.show(row)
  ) : (
    <Value of={row[column.name]} type={column.type} words={column.words} plain={column.plain} />
  );
  if (!opening) return inside;
  if (opening.path)
    return (
      <GoTo to={opening.path} className="row-link">
        {inside}
      </GoTo>
    );
  return (
    <UnstyledButton className="row-link" onClick={opening.run}>
      {inside}
    </UnstyledButton>
  );
}

function Waiting({ columns }: { readonly columns: number }) {
  return (
    <Table.Tr>
      {places(columns).map((key, i) => (
        <Table.Td key={key}>
          <Skeleton height={14} width={`${50 + ((i * 17) % 40)}%`} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
