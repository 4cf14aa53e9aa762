import { SimpleGrid } from '@mantine/core';
import { usePage } from '#kernel/office/ask.ts';
import { ChoiceField, DayField, FactFormFrame, NumberField, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { CertificateIssued } from '../facts.ts';

/** A certificate as the certifier's paper says it. */
export function CertificateForm({ done, close }: { readonly done: (id: string) => void; readonly close: () => void }) {
  const year = Number(todayText().slice(0, 4));
  const form = useFactForm(CertificateIssued, {
    scheme: '',
    number: '',
    holder: '',
    body: '',
    harvest: year,
    validFrom: `${year}-01-01`,
    validUntil: `${year}-12-31`,
    on: todayText(),
  });
  const schemes = usePage('certification.schemes', { size: 100 });
  const organisations = usePage('partners.organisations', { size: 200 });
  const named = (rows: readonly Readonly<Record<string, unknown>>[] | undefined, ...columns: readonly string[]) =>
    (rows ?? []).map((row) => ({
      value: String(row['id']),
      label: columns.map((column) => String(row[column])).join(' · '),
    }));
  return (
    <FactFormFrame form={form} done={done} cancel={close}>
      <ChoiceField form={form} name="scheme" choices={named(schemes.data?.value.rows, 'name', 'edition')} required />
      <TextField form={form} name="number" required />
      <ChoiceField form={form} name="holder" choices={named(organisations.data?.value.rows, 'name')} required />
      <TextField form={form} name="body" required />
      <NumberField form={form} name="harvest" required />
      <SimpleGrid cols={2}>
        <DayField form={form} name="validFrom" required />
        <DayField form={form} name="validUntil" required />
      </SimpleGrid>
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
