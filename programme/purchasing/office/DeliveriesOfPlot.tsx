import { DataTable } from '#kernel/office/DataTable.tsx';
import { receiptCells, receiptFolded } from './receiptCells.tsx';

const without = ['plot_name'];

/** The receipts of cocoa that came from a plot. */
export function DeliveriesOfPlot({ id }: { readonly id: string }) {
  return (
    <DataTable
      of="purchasing.purchases"
      params={{ plot: id }}
      without={without}
      cells={receiptCells}
      folded={receiptFolded}
      size={10}
      to={(row) => `/purchases/${String(row['id'])}`}
    />
  );
}
