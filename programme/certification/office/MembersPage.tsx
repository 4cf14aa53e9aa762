import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { memberCells } from './certificationCells.tsx';

/** Members of certified groups and where each stands. */
export function MembersPage() {
  const say = useSay();
  return (
    <>
      <PageHead about={say('certification.page.members.about')} />
      <DataTable of="certification.members" cells={memberCells} to={(row) => `/members/${String(row['id'])}`} />
    </>
  );
}
