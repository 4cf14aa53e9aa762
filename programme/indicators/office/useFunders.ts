import { usePage } from '#kernel/office/ask.ts';
import type { Choice } from '#kernel/office/Fields.tsx';
import { usePresent } from '#kernel/office/session.tsx';

/** Who pays for something, once each: for a donor, her own organisation. */
export function useFunders(): readonly Choice[] {
  const { may } = usePresent();
  const rows = usePage('indicators.funding', { size: 200 }, may.ask('indicators.funding')).data?.value.rows ?? [];
  return [...new Map(rows.map((row) => [String(row['funder']), String(row['name'])]))].map(([value, label]) => ({
    value,
    label,
  }));
}
