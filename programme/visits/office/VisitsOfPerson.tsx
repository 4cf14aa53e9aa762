import { DataTable } from '#kernel/office/DataTable.tsx';

const without = ['name', 'zone'];

/** Every visit to a producer. */
export function VisitsOfPerson({ id }: { readonly id: string }) {
  return (
    <DataTable
      of="visits.visits"
      params={{ person: id }}
      without={without}
      to={(row) => `/visits/${String(row['id'])}`}
    />
  );
}
