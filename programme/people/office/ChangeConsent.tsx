import { ChoiceField, DayField, FactFormFrame, YesField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { ConsentChanged, consentEvidence, purposes } from '../facts.ts';
import type { TaskProps } from './ProducerTasks.tsx';

/** What she agrees to, or no longer does, with what shows it. */
export function ChangeConsent({ of, close }: TaskProps) {
  const { say } = useSpeaking();
  const form = useFactForm(ConsentChanged, { person: of.id, purpose: '', given: true, evidence: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <ChoiceField
        form={form}
        name="purpose"
        required
        choices={purposes.map((p) => ({ value: p, label: say(`people.purpose.${p}`) }))}
      />
      <YesField form={form} name="given" />
      <ChoiceField
        form={form}
        name="evidence"
        required
        choices={consentEvidence.map((e) => ({ value: e, label: say(`people.evidence.${e}`) }))}
      />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
