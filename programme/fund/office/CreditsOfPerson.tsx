import { Stack } from '@mantine/core';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { usePresent } from '#kernel/office/session.tsx';

const without = ['name'];

/** Credits that a producer asked for, the goods handed over, and the way to what is owed. */
export function CreditsOfPerson({ id }: { readonly id: string }) {
  const say = useSay();
  const { may } = usePresent();
  return (
    <Stack gap="md">
      {may.ask('fund.loan') && (
        <GoTo to={`/loans/${id}`} className="text-link">
          {say('fund.panel.owes')}
        </GoTo>
      )}
      <DataTable of="fund.credits" params={{ person: id }} without={without} />
      {may.ask('fund.deliveries') && <DataTable of="fund.deliveries" params={{ person: id }} without={without} />}
    </Stack>
  );
}
