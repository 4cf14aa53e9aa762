import { DataTable } from '#kernel/office/DataTable.tsx';
import { usePathId } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { AccountName, entryCells, UnitName } from './bookCells.tsx';

const without = ['account', 'unit'];

/** The entries of one kind of account; each opens the fact that made it. */
export function AccountPage() {
  const say = useSay();
  const [account = '', unit = ''] = usePathId().split('~');
  return (
    <>
      <PageHead
        title={<AccountName kind={account} />}
        about={
          <>
            {unit ? <UnitName unit={unit} /> : null} {say('fund.page.entries-about')}
          </>
        }
      />
      <DataTable
        of="book.entries"
        params={{ account, unit }}
        cells={entryCells}
        {...(unit ? { without } : { without: ['account'] })}
      />
    </>
  );
}
