import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';

/** Lead farmers with the neighbours whom they reached. */
export function PromotersPage() {
  const say = useSay();
  return (
    <>
      <PageHead about={say('training.page.promoters.about')} />
      <DataTable of="training.promoters" to={(row) => `/producers/${String(row['person'])}`} />
    </>
  );
}
