import './chart.css';
import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { DataTable, type DataTableProps } from './DataTable.tsx';
import { useSay } from './language.tsx';
import { usePresent } from './session.tsx';

/** A figure that opens to the records it was added up from, and each of those to its fact. */
export function Drill({
  title,
  children,
  ...table
}: DataTableProps & { readonly title: string; readonly children: ReactNode }) {
  const { may } = usePresent();
  const [opened, { open, close }] = useDisclosure();
  if (!may.ask(table.of)) return <span>{children}</span>;
  return (
    <>
      <button type="button" className="chart-part-open" onClick={open} title={title}>
        {children}
      </button>
      <Behind title={title} opened={opened} close={close} table={table} />
    </>
  );
}

/** The same drawer, opened by something else: a bar, a part of a chart. */
export function Behind(of: {
  readonly title: string;
  readonly opened: boolean;
  readonly close: () => void;
  readonly table: DataTableProps;
}) {
  const say = useSay();
  return (
    <Drawer
      opened={of.opened}
      onClose={of.close}
      position="right"
      size="xl"
      title={of.title}
      closeButtonProps={{ 'aria-label': say('office.close') }}
      attributes={{ header: { role: 'presentation' } }}
      classNames={{ title: 'drawer-title', content: 'drawer', header: 'drawer-header' }}
    >
      {of.opened ? <DataTable {...of.table} /> : null}
    </Drawer>
  );
}
