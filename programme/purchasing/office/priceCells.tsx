import { dayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import type { CellOf } from '#kernel/office/tableColumns.ts';
import { Tag } from '#kernel/office/Value.tsx';

/** Days in one line, and whether a list still waits for a second person. */
export const priceCells: Readonly<Record<string, CellOf>> = {
  until_day: { show: (row) => <Day of={row['until_day']} /> },
  approved_day: { show: (row) => <Approved day={row['approved_day']} /> },
};

/** Shown only when somebody asks for them. */
export const priceFolded = ['quality_per_kg', 'certified_per_kg', 'approved_name'];

function Day({ of }: { readonly of: unknown }) {
  const { language } = useSpeaking();
  return <span className="one-line">{typeof of === 'string' ? dayText(of, language) : '—'}</span>;
}

function Approved({ day }: { readonly day: unknown }) {
  const { say, language } = useSpeaking();
  if (typeof day !== 'string') return <Tag tone="amber">{say('purchasing.page.waiting')}</Tag>;
  return <span className="one-line">{dayText(day, language)}</span>;
}
