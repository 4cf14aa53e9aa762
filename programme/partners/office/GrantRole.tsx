import { Checkbox, Stack } from '@mantine/core';
import { ChoiceField, DayField, FactFormFrame } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { roles } from '#kernel/pure/policy.ts';
import { RoleGranted } from '../facts.ts';
import { useZones } from './useZones.ts';

/** A role, everywhere or only in some zones. */
export function GrantRole({ staff, close }: { readonly staff: string; readonly close: () => void }) {
  const say = useSay();
  const zones = useZones();
  const form = useFactForm(RoleGranted, { staff, role: '', scopes: [], on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('partners.page.grant')}>
      <ChoiceField
        form={form}
        name="role"
        required
        choices={roles.map((role) => ({ value: role, label: say(`partners.role.${role}`) }))}
      />
      <Checkbox.Group
        label={say('partners.page.grant.places')}
        value={form.values['scopes'] as string[]}
        onChange={(scopes) => form.set('scopes', scopes)}
      >
        <Stack gap="xs" mt="xs">
          {zones.map((zone) => (
            <Checkbox key={zone.id} value={zone.id} label={zone.name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
