import { Skeleton, Stack } from '@mantine/core';
import type { MouseEvent } from 'react';
import { keyed, places } from './keyed.ts';
import { Cell, type TableBody } from './TableGrid.tsx';

/** The narrow form of a table: a card for each row, its first column as the title. */
export function TableCards({ columns, rows, open }: TableBody) {
  if (rows === null)
    return (
      <Stack p="md">
        {places(5).map((key) => (
          <Skeleton key={key} height={76} />
        ))}
      </Stack>
    );
  const [title, ...rest] = columns;
  return (
    <ul className="table-cards">
      {keyed(rows, (row) => String(row['id'])).map(({ key, one: row }) => {
        const opening = open(row);
        const click = (event: MouseEvent) => {
          if (!(event.target as Element).closest('a,button')) opening?.run();
        };
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the title inside is a link for the keyboard
          <li key={key} onClick={click} className={opening ? 'opens' : ''}>
            <div className="card-title">{title && <Cell row={row} column={title} opening={opening} />}</div>
            <dl>
              {rest.map((column) => (
                <div key={column.name}>
                  <dt>{column.heading}</dt>
                  <dd>
                    <Cell row={row} column={column} opening={null} />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
