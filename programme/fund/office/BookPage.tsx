import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { entryCells } from './bookCells.tsx';

/** Every account of the programme's one book with its balance. */
export function BookPage() {
  const say = useSay();
  return (
    <>
      <PageHead about={say('fund.page.book-about')} />
      <DataTable
        of="book.accounts"
        cells={entryCells}
        size={50}
        to={(row) => `/book/${String(row['account'])}~${String(row['unit'])}`}
      />
    </>
  );
}
