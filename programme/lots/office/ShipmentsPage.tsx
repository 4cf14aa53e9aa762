import { DataTable } from '#kernel/office/DataTable.tsx';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Traceable } from './LotsPage.tsx';
import { lotCells } from './lotCells.tsx';

/** What left for the port and to whom. */
export function ShipmentsPage() {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      <PageHead
        about={say('lots.page.shipments.about')}
        actions={
          may.ask('lots.verdictsChanged') ? (
            <GoTo className="text-link" to="/shipments/changed">
              {say('lots.verdictsChanged')}
            </GoTo>
          ) : null
        }
      />
      <Traceable />
      <DataTable of="lots.shipments" cells={lotCells} to={(row) => `/shipments/${String(row['id'])}`} />
    </>
  );
}
