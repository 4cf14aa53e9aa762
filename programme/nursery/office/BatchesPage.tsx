import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';

/** Every batch on the benches. */
export function BatchesPage() {
  const say = useSay();
  return (
    <>
      <PageHead about={say('nursery.page.batches-about')} />
      <DataTable of="nursery.batches" to={(row) => `/batches/${String(row['id'])}`} />
    </>
  );
}
