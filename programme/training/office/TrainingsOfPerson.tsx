import { DataTable } from '#kernel/office/DataTable.tsx';

const without = ['name', 'sex', 'zone'];

/** Every sheet that a producer signed. */
export function TrainingsOfPerson({ id }: { readonly id: string }) {
  return (
    <DataTable
      of="training.attendance"
      params={{ person: id }}
      without={without}
      to={(row) => `/trainings/${String(row['session'])}`}
    />
  );
}
