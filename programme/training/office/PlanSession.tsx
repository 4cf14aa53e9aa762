import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { usePage } from '#kernel/office/ask.ts';
import { ChoiceField, DayField, FactFormFrame, NumberField, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { useZones } from '#programme/partners/office/useZones.ts';
import { audiences, SessionPlanned } from '../facts.ts';

/** Agrees on a session: the phones of its zone begin their sheet with it. */
export function PlanSession({ close }: { readonly close: () => void }) {
  const say = useSay();
  const zones = useZones();
  const taught = usePage('training.modules', { size: 500 });
  const staff = usePage('partners.people', { size: 500 });
  const [hour, setHour] = useState('09:00');
  const form = useFactForm(SessionPlanned, {
    ...{ zone: '', module: '', audience: 'producers', trainer: '', communities: [], minutes: 120, startsAt: 540 },
    on: todayText(),
  });
  const technicians = (staff.data?.value.rows ?? []).filter((row) => row['role'] === 'technician');
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('training.page.plan.go')}>
      <ChoiceField
        form={form}
        name="module"
        required
        choices={(taught.data?.value.rows ?? []).map((row) => ({
          value: String(row['id']),
          label: String(row['title']),
        }))}
      />
      <ChoiceField
        form={form}
        name="zone"
        required
        choices={zones.map((zone) => ({ value: zone.id, label: zone.name }))}
      />
      <ChoiceField
        form={form}
        name="trainer"
        required
        choices={technicians.map((row) => ({ value: String(row['staff'] ?? row['id']), label: String(row['names']) }))}
      />
      <ChoiceField
        form={form}
        name="audience"
        required
        choices={audiences.map((value) => ({ value, label: say(`training.audience.${value}`) }))}
      />
      <DayField form={form} name="on" required />
      <label className="plain-field">
        {say('training.sessionPlanned.startsAt')}{' '}
        <input
          type="time"
          value={hour}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setHour(text);
            const [hours, minutes] = text.split(':').map(Number);
            form.set('startsAt', text === '' ? undefined : (hours ?? 0) * 60 + (minutes ?? 0));
          }}
        />
      </label>
      <NumberField form={form} name="minutes" required />
      <TextField form={form} name="place" />
      <TagsInput
        label={say('training.sessionPlanned.communities')}
        description={say('training.page.plan.communities')}
        value={form.values['communities'] as string[]}
        onChange={(communities) => form.set('communities', communities)}
      />
    </FactFormFrame>
  );
}
