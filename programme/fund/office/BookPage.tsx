import { Tabs } from '@mantine/core';
import type { ZodMiniType } from 'zod/mini';
import { type Row, useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { dayText } from '#kernel/office/format.ts';
import { useGo, useWord } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import { PeriodClosed, PeriodReopened } from '#kernel/pure/fact.ts';
import type { Question } from '#kernel/server/question.ts';
import { entryCells } from './bookCells.tsx';

const pageOf = (row: Row) => `/book/${String(row['account'])}~${String(row['unit'])}`;

/** Every account of the programme's one book with its balance, and month by month. */
export function BookPage() {
  const { say, language } = useSpeaking();
  const go = useGo();
  const { may } = usePresent();
  const state = useAsk<Question<ZodMiniType, { closed_through: string | null }>>(
    'ledger.state',
    {},
    { when: may.ask('ledger.state') },
  );
  const closed = state.data?.value.closed_through;
  const [tab, setTab] = useWord('tab', 'accounts');
  return (
    <>
      <PageHead
        about={
          <>
            {say('fund.page.book-about')}{' '}
            {closed && say('fund.page.closed-through', { day: dayText(closed, language) })}
          </>
        }
        actions={
          <>
            {closed && (
              <Tell kind={PeriodReopened} label={say('fund.page.reopen')} about={say('fund.page.reopen-about')} />
            )}
            <Tell kind={PeriodClosed} label={say('fund.page.close')} about={say('fund.page.close-about')} />
          </>
        }
      />
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
