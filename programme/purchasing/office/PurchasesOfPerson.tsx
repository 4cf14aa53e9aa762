import { DataTable } from '#kernel/office/DataTable.tsx';

const withoutPerson = ['producer'];
const withoutPlot = ['plot_name'];
const receipt = (row: { readonly [column: string]: unknown }) => `/purchases/${String(row['id'])}`;

/** Cocoa that a producer brought. */
export function PurchasesOfPerson({ id }: { readonly id: string }) {
  return <DataTable of="purchasing.purchases" params={{ person: id }} without={withoutPerson} to={receipt} />;
}

/** Cocoa that came from a plot. */
export function PurchasesOfPlot({ id }: { readonly id: string }) {
  return <DataTable of="purchasing.purchases" params={{ plot: id }} without={withoutPlot} to={receipt} />;
}
