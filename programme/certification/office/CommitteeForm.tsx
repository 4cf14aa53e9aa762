import { Checkbox, Stack } from '@mantine/core';
import { usePage } from '#kernel/office/ask.ts';
import { DayField, FactFormFrame, NumberField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { CommitteeNamed } from '../facts.ts';

/** Who decides from a day on. Donors and producers are not asked. */
const away = ['donor', 'producer', 'inspector'];

export function CommitteeForm({ close }: { readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(CommitteeNamed, { members: [], quorum: 3, from: todayText() });
  const staff = usePage('partners.people', { size: 200, sort: 'names' });
  const members = form.values['members'] as readonly string[];
  const rows = (staff.data?.value.rows ?? []).filter(
    (row) =>
      !away.some((role) =>
        String(row['role'] ?? '')
          .split(', ')
          .includes(role),
      ),
  );
  const toggle = (id: string, on: boolean) =>
    form.set('members', on ? [...members, id] : members.filter((other) => other !== id));
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <DayField form={form} name="from" required />
      <NumberField form={form} name="quorum" required />
      <Stack gap="xs" role="group" aria-label={say('certification.committeeNamed.members')}>
        {rows.map((row) => {
          const id = String(row['id']);
          return (
            <Checkbox
              key={id}
              label={String(row['names'] ?? '—')}
              checked={members.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          );
        })}
      </Stack>
    </FactFormFrame>
  );
}
