import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { Traceable } from './LotsPage.tsx';
import { lotCells } from './lotCells.tsx';

/** What left for the port and to whom. */
export function ShipmentsPage() {
  const say = useSay();
  return (
    <>
      <PageHead about={say('lots.page.shipments.about')} />
      <Traceable />
      <DataTable of="lots.shipments" cells={lotCells} to={(row) => `/shipments/${String(row['id'])}`} />
    </>
  );
}
