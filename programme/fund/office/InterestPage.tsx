import { Button, Group, TextInput } from '@mantine/core';
import { useCount } from '#kernel/office/counting.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { InterestAccrued } from '../facts.ts';
import { lastMonth } from './periods.ts';

/** Interest of a month, by the fund's rule and the book: looked at first, then recorded for everybody at once. */
export function InterestPage() {
  const say = useSay();
  const { may } = usePresent();
  const [month, choose] = useWord('month', lastMonth(todayText()));
  const { busy, refused, count } = useCount(InterestAccrued);
  return (
    <>
      <PageHead about={say('fund.page.interest-about')} />
      <Group align="flex-end" gap="md" mb="md">
        <TextInput
          type="month"
          label={say('fund.interestAccrued.month')}
          value={month}
          onChange={(event) => event.currentTarget.value && choose(event.currentTarget.value)}
        />
        {may.record(InterestAccrued.kind) && (
          <Button loading={busy} onClick={() => void count({ month })}>
            {say('fund.page.record-interest')}
          </Button>
        )}
      </Group>
      <Refusals of={refused} />
      <DataTable key={month} of="fund.interestDue" params={{ month }} to={(row) => `/loans/${String(row['id'])}`} />
    </>
  );
}
