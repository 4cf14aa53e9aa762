import type { Row } from '#kernel/office/ask.ts';
import { amountText } from '#kernel/office/FactEntries.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import type { CellOf } from '#kernel/office/tableColumns.ts';
import { useUnits } from './useUnits.ts';

/** Accounts, units and concepts in words, amounts in their unit. */
export const entryCells: Readonly<Record<string, CellOf>> = {
  account: { show: (row) => <AccountName kind={String(row['account'])} /> },
  unit: { show: (row) => <UnitName unit={String(row['unit'])} /> },
  debit: { show: (row) => <Amount row={row} of="debit" /> },
  credit: { show: (row) => <Amount row={row} of="credit" /> },
  opening: { show: (row) => <Amount row={row} of="opening" /> },
  closing: { show: (row) => <Amount row={row} of="closing" /> },
  balance: { show: (row) => <Amount row={row} of="balance" /> },
  memo: { words: '' },
};

export function AccountName({ kind }: { readonly kind: string }) {
  const { say, knows } = useSpeaking();
  return knows(`account.${kind}`) ? say(`account.${kind}`) : say(kind);
}

export function UnitName({ unit }: { readonly unit: string }) {
  return useUnits()(unit);
}

function Amount({ row, of }: { readonly row: Row; readonly of: string }) {
  const amount = Number(row[of]);
  if (amount === 0 && (of === 'debit' || of === 'credit')) return '';
  return `${amount < 0 ? '−' : ''}${amountText(Math.abs(amount), String(row['unit']))}`;
}
