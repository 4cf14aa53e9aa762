import { SimpleGrid, Text } from '@mantine/core';
import { ChoiceField, DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { useDistrictNames } from '#programme/partners/office/useDistrictNames.ts';
import { useZones } from '#programme/partners/office/useZones.ts';
import { ProducerCorrected, sexes } from '../facts.ts';
import { DocumentFields } from './DocumentFields.tsx';
import type { TaskProps } from './ProducerTasks.tsx';

/** Says anew what was wrong; whatever is left as it was is said again and changes nothing. */
export function CorrectProducer({ of, close }: TaskProps) {
  const { say } = useSpeaking();
  const zones = useZones();
  const names = useDistrictNames();
  const form = useFactForm(ProducerCorrected, {
    person: of.id,
    givenNames: of.given_names ?? '',
    familyNames: of.family_names ?? '',
    document:
      of.document_type && of.document_number ? { type: of.document_type, number: of.document_number } : undefined,
    birthDate: of.birth_date ?? '',
    phone: of.phone ?? '',
    sex: of.sex,
    zone: of.zone,
    district: of.district,
    community: of.community ?? '',
    on: todayText(),
  });
  const zone = zones.find((z) => z.id === form.values['zone']);
  const districts = [...new Set([of.district, ...(zone?.districts ?? [])])];
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <Text>{say('people.page.correct.about')}</Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
        <TextField form={form} name="givenNames" />
        <TextField form={form} name="familyNames" />
      </SimpleGrid>
      <DocumentFields form={form} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
        <DayField form={form} name="birthDate" />
        <TextField form={form} name="phone" />
        <ChoiceField form={form} name="sex" choices={sexes.map((s) => ({ value: s, label: say(`people.sex.${s}`) }))} />
        <ChoiceField form={form} name="zone" choices={zones.map((z) => ({ value: z.id, label: z.name }))} />
        <ChoiceField
          form={form}
          name="district"
          choices={districts.map((code) => ({ value: code, label: names(code) }))}
        />
        <TextField form={form} name="community" />
        <DayField form={form} name="on" required />
      </SimpleGrid>
    </FactFormFrame>
  );
}
