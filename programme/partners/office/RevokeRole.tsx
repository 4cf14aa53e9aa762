import { DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { RoleRevoked } from '../facts.ts';

/** Takes a right back, with the reason. */
export function RevokeRole({ grant, close }: { readonly grant: string; readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(RoleRevoked, { grant, reason: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('partners.page.revoke.title')}>
      <TextField form={form} name="reason" required long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
