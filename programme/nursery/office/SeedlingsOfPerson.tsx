import { DataTable } from '#kernel/office/DataTable.tsx';

const without = ['name'];

/** Seedlings that a producer took. */
export function SeedlingsOfPerson({ id }: { readonly id: string }) {
  return (
    <DataTable
      of="nursery.sales"
      params={{ person: id }}
      without={without}
      to={(row) => `/seedling-sales/${String(row['id'])}`}
    />
  );
}
