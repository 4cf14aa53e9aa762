import { ChoiceField, DayField, FactFormFrame, NumberField, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { CaseDecided, CaseEvidenceGiven, CaseVisited, evidenceKinds, groundsFound } from '../screeningFacts.ts';

interface Of {
  readonly about: { readonly case: string; readonly plot: string };
  readonly close: () => void;
}

export function GiveEvidence({ about, close }: Of) {
  const say = useSay();
  const form = useFactForm(CaseEvidenceGiven, { ...about, what: '', plantedYear: '', note: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('plots.case.evidence')}>
      <ChoiceField form={form} name="what" required choices={choices(say, 'plots.what', evidenceKinds)} />
      <NumberField form={form} name="plantedYear" />
      <TextField form={form} name="note" long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}

export function NoteVisit({ about, close }: Of) {
  const say = useSay();
  const start = { ...about, found: '', plantedYear: '', shadeTrees: '', note: '', on: todayText() };
  const form = useFactForm(CaseVisited, start);
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('plots.case.visit')}>
      <ChoiceField form={form} name="found" required choices={choices(say, 'plots.found', groundsFound)} />
      <NumberField form={form} name="plantedYear" />
      <NumberField form={form} name="shadeTrees" />
      <TextField form={form} name="note" long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}

export function DecideCase({ about, close }: Of) {
  const say = useSay();
  const form = useFactForm(CaseDecided, { ...about, verdict: '', reason: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('plots.case.decide')}>
      <p>{say('plots.case.decide.about')}</p>
      <ChoiceField form={form} name="verdict" required choices={choices(say, 'plots.land_verdict', ['low', 'high'])} />
      <TextField form={form} name="reason" required long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}

const choices = (say: (key: string) => string, prefix: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: say(`${prefix}.${value}`) }));
