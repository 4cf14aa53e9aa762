import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { lotCells } from './lotCells.tsx';

/** Shipments already gone with plots whose verdict is another one today; those that are no longer free come first. */
export function ChangedPage() {
  const say = useSay();
  return (
    <>
      <PageHead about={say('lots.page.changed.about')} />
      <DataTable
        of="lots.verdictsChanged"
        cells={lotCells}
        filters={worse}
        to={(row) => `/shipments/${String(row['shipment'])}`}
      />
    </>
  );
}

const worse = { worse: 'true' };
