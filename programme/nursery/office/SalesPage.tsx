import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';

/** Seedlings handed over, in cash and on credit. */
export function SalesPage() {
  const say = useSay();
  return (
    <>
      <PageHead about={say('nursery.page.sales-about')} />
      <DataTable of="nursery.sales" to={(row) => `/seedling-sales/${String(row['id'])}`} />
    </>
  );
}
