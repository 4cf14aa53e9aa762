import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import { PromoterCommitted, PromoterLeft } from '../facts.ts';
import { TakeNeighbours } from './TakeNeighbours.tsx';

/** Lead farmers with the neighbours whom they reached. */
export function PromotersPage() {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      <PageHead about={say('training.page.promoters.about')} />
      <DataTable
        of="training.promoters"
        tools={
          <>
            <Tell kind={PromoterLeft} />
            <Tell kind={PromoterCommitted} />
            {may.record('people.neighboursTaken') && (
              <SideForm label={say('training.page.neighbours')} plus>
                {(close) => <TakeNeighbours close={close} />}
              </SideForm>
            )}
          </>
        }
        to={(row) => `/producers/${String(row['person'])}`}
      />
    </>
  );
}
