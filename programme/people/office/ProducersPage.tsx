import { DataTable } from '#kernel/office/DataTable.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';

export function ProducersPage() {
  return (
    <>
      <PageHead />
      <DataTable of="people.producers" to={(row) => `/producers/${String(row['id'])}`} />
    </>
  );
}
