import { Tabs } from '@mantine/core';
import type { Row } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useGo, useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { entryCells } from './bookCells.tsx';

const pageOf = (row: Row) => `/book/${String(row['account'])}~${String(row['unit'])}`;

/** Every account of the programme's one book with its balance, and month by month. */
export function BookPage() {
  const say = useSay();
  const go = useGo();
  const { may } = usePresent();
  const [tab, setTab] = useWord('tab', 'accounts');
  return (
    <>
      <PageHead about={say('fund.page.book-about')} />
      <Tabs value={tab} onChange={(next) => setTab(next ?? 'accounts')} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="accounts">{say('book.accounts')}</Tabs.Tab>
          {may.ask('book.statement') ? <Tabs.Tab value="months">{say('fund.page.by-month')}</Tabs.Tab> : null}
          <Tabs.Tab value="entries">{say('book.entries')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="accounts">
          <DataTable of="book.accounts" cells={entryCells} size={50} to={pageOf} />
        </Tabs.Panel>
        <Tabs.Panel value="months">
          <DataTable of="book.statement" cells={entryCells} onRow={(row) => go(pageOf(row))} />
        </Tabs.Panel>
        <Tabs.Panel value="entries">
          <DataTable of="book.entries" cells={entryCells} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
