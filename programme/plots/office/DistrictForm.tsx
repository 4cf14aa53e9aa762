import { useMemo } from 'react';
import { ChoiceField, DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { useOutlines } from '#programme/partners/office/outlines.ts';
import { DistrictSaid } from '../facts.ts';

/** The district that people know the plot by; the one of the outline stays beside it. */
export function DistrictForm({ plot, close }: { readonly plot: string; readonly close: () => void }) {
  const outlines = useOutlines();
  const form = useFactForm(DistrictSaid, { plot, district: '', reason: '', on: todayText() });
  const choices = useMemo(
    () =>
      outlines
        .map(({ code, name, within }) => ({ value: code, label: `${name}, ${within}` }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [outlines],
  );
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <ChoiceField form={form} name="district" choices={choices} required />
      <TextField form={form} name="reason" required long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
