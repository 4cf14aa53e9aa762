import { DataTable } from '#kernel/office/DataTable.tsx';
import { memberCells } from './certificationCells.tsx';

const without = ['name', 'zone'];

/** Certified groups that a producer belongs to. */
export function CertificationOfPerson({ id }: { readonly id: string }) {
  return (
    <DataTable
      of="certification.members"
      params={{ person: id }}
      cells={memberCells}
      without={without}
      to={(row) => `/members/${String(row['id'])}`}
    />
  );
}
