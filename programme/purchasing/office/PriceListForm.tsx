import './purchasing.css';
import '#kernel/office/chart.css';
import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePage } from '#kernel/office/ask.ts';
import { ChoiceField, DayField, FactFormFrame, NumberField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { PricesListed } from '../facts.ts';

const lines = [
  { state: 'dry', grade: '1' },
  { state: 'dry', grade: '2' },
  { state: 'dry', grade: 'SS' },
  { state: 'wet', grade: '1' },
  { state: 'wet', grade: '2' },
] as const;

interface Price {
  readonly state: string;
  readonly grade: string;
  readonly perKg: number;
}

/** A new list for one centre, in soles per kilo; it holds once another person approves it. */
export function PriceListForm({ done }: { readonly done: () => void }) {
  const say = useSay();
  const form = useFactForm(PricesListed, {
    centre: '',
    prices: [],
    qualityPerKg: '',
    certifiedPerKg: '',
    loyaltyPerKg: '',
    loyaltyFrom: '',
    from: todayText(),
  });
  const centres = usePage('purchasing.centres', { size: 200 });
  const choices = (centres.data?.value.rows ?? []).map((row) => ({
    value: String(row['id']),
    label: String(row['name']),
  }));
  const prices = form.values['prices'] as readonly Price[];
  const change = (line: (typeof lines)[number], perKg: number | null) => {
    const others = prices.filter((price) => price.state !== line.state || price.grade !== line.grade);
    form.set('prices', perKg === null ? others : [...others, { ...line, perKg }]);
  };
  return (
    <FactFormFrame form={form} done={done} cancel={done}>
      <ChoiceField form={form} name="centre" choices={choices} required />
      <DayField form={form} name="from" required />
      <fieldset className="price-lines">
        <legend>{say('purchasing.pricesListed.prices')}</legend>
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
          {lines.map((line) => (
            <PriceField key={`${line.state}${line.grade}`} line={line} change={(perKg) => change(line, perKg)} />
          ))}
        </SimpleGrid>
      </fieldset>
      <SchemePremiums put={(schemes) => form.set('schemes', schemes.length > 0 ? schemes : undefined)} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NumberField form={form} name="qualityPerKg" scale={100} required />
        <NumberField form={form} name="certifiedPerKg" scale={100} required />
        <NumberField form={form} name="loyaltyPerKg" scale={100} />
        <NumberField form={form} name="loyaltyFrom" scale={1000} />
      </SimpleGrid>
      <p className="chart-note">{say('purchasing.page.list-about')}</p>
    </FactFormFrame>
  );
}

/** A premium of its own for each scheme that the programme knows; empty ones get the common premium. */
function SchemePremiums({
  put,
}: {
  readonly put: (schemes: readonly { readonly scheme: string; readonly perKg: number }[]) => void;
}) {
  const say = useSay();
  const { may } = usePresent();
  const known = usePage('certification.schemes', { size: 200 }, may.ask('certification.schemes'));
  const [typed, type] = useState<Readonly<Record<string, number>>>({});
  const schemes = [...new Set((known.data?.value.rows ?? []).map((row) => String(row['code'] ?? '')))].filter(
    (code) => code !== '',
  );
  if (schemes.length === 0) return null;
  const set = (scheme: string, value: string | number) => {
    const { [scheme]: _gone, ...rest } = typed;
    const next = value === '' ? rest : { ...rest, [scheme]: Math.round(Number(value) * 100) };
    type(next);
    put(Object.entries(next).map(([one, perKg]) => ({ scheme: one, perKg })));
  };
  return (
    <fieldset className="price-lines">
      <legend>{say('purchasing.pricesListed.schemes')}</legend>
      <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
        {schemes.map((scheme) => (
          <NumberInput
            key={scheme}
            label={scheme}
            leftSection="S/"
            min={0}
            hideControls
            onChange={(value) => set(scheme, value)}
          />
        ))}
      </SimpleGrid>
    </fieldset>
  );
}

function PriceField(of: { readonly line: (typeof lines)[number]; readonly change: (perKg: number | null) => void }) {
  const say = useSay();
  const [text, type] = useState('');
  const [wrong, judge] = useState(false);
  const { state, grade } = of.line;
  return (
    <TextInput
      label={`${say(`purchasing.state.${state}`)}, ${say(`purchasing.grade.${grade}`).toLowerCase()}`}
      leftSection="S/"
      inputMode="decimal"
      value={text}
      error={wrong ? say('read.number') : null}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        type(typed);
        const n = Number(typed.replace(',', '.'));
        const none = typed.trim() === '';
        judge(!none && !(Number.isFinite(n) && n >= 0));
        of.change(none || !Number.isFinite(n) || n < 0 ? null : Math.round(n * 100));
      }}
    />
  );
}
