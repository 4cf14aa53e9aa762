import type { CellOf } from '#kernel/office/tableColumns.ts';

/** A receipt's number in one line. */
export const receiptCells: Readonly<Record<string, CellOf>> = {
  receipt: { show: (row) => <span className="one-line">{String(row['receipt'])}</span> },
};

/** A receipt has more figures than a screen has room; the rest is one press away. */
export const receiptFolded = ['plot_name', 'moisture', 'grade', 'per_kg', 'deducted', 'certified'];
