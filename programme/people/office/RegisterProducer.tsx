import { Checkbox, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { ChoiceField, DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { useDistrictNames } from '#programme/partners/office/useDistrictNames.ts';
import { useZones } from '#programme/partners/office/useZones.ts';
import { ProducerRegistered, sexes } from '../facts.ts';
import { DocumentFields } from './DocumentFields.tsx';

const start = {
  givenNames: '',
  familyNames: '',
  document: undefined,
  birthDate: '',
  phone: '',
  sex: '',
  zone: '',
  district: '',
  community: '',
  consents: [],
  on: todayText(),
};

/** A producer who came to the office; in the field the phone does it. */
export function RegisterProducer({
  done,
  cancel,
}: {
  readonly done: (id: string) => void;
  readonly cancel: () => void;
}) {
  const { say } = useSpeaking();
  const form = useFactForm(ProducerRegistered, start);
  const zones = useZones();
  const names = useDistrictNames();
  const [agrees, agree] = useState(false);
  const zone = zones.find((z) => z.id === form.values['zone']);
  return (
    <FactFormFrame form={form} cancel={cancel} done={done}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
        <TextField form={form} name="givenNames" required />
        <TextField form={form} name="familyNames" required />
      </SimpleGrid>
      <DocumentFields form={form} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
        <DayField form={form} name="birthDate" />
        <TextField form={form} name="phone" />
        <ChoiceField
          form={form}
          name="sex"
          required
          choices={sexes.map((s) => ({ value: s, label: say(`people.sex.${s}`) }))}
        />
        <ChoiceField form={form} name="zone" required choices={zones.map((z) => ({ value: z.id, label: z.name }))} />
        <ChoiceField
          form={form}
          name="district"
          required
          choices={(zone?.districts ?? []).map((code) => ({ value: code, label: names(code) }))}
        />
        <TextField form={form} name="community" />
        <DayField form={form} name="on" required />
      </SimpleGrid>
      <Checkbox
        label={say('people.page.consent.programme')}
        checked={agrees}
        onChange={(event) => {
          const given = event.currentTarget.checked;
          agree(given);
          form.set('consents', given ? [{ purpose: 'programme', given: true, evidence: 'signature' }] : []);
        }}
      />
    </FactFormFrame>
  );
}
