import { ChoiceField, DayField, FactFormFrame, NumberField, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { TargetSet } from '../facts.ts';
import type { Result } from '../results.ts';
import { periodText } from './figures.ts';

interface Props {
  readonly of: Result;
  readonly periods: readonly string[];
  readonly close: () => void;
}

/** What is aimed at in a period. */
export function SetTarget({ of, periods, close }: Props) {
  const say = useSay();
  const form = useFactForm(TargetSet, {
    code: of.code,
    period: of.period,
    value: of.target ?? '',
    reason: '',
    on: todayText(),
  });
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <p>{say('indicators.page.set-target.about')}</p>
      <ChoiceField
        form={form}
        name="period"
        required
        choices={periods.map((period) => ({ value: period, label: periodText(period, say) }))}
      />
      <NumberField form={form} name="value" required hint={say(`indicators.unit.${of.unit}`)} />
      <TextField form={form} name="reason" long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
