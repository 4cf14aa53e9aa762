import { Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { NotDone, type Said } from '#kernel/office/door.ts';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { useRecord } from '#kernel/office/session.tsx';
import { parse } from '#kernel/pure/fact.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import { LimitsSet } from '../facts.ts';
import type { LimitName } from '../ruleSets.ts';
import { limitGroups, scaleOf, shownLimit } from './limitGroups.ts';

type Now = Readonly<Record<LimitName, number>>;

/** Other limits from a day on: only what was changed is recorded, with its source. */
export function LimitsForm({ now, close }: { readonly now: Now; readonly close: () => void }) {
  const say = useSay();
  const tell = useRecord();
  const [typed, type] = useState<Partial<Record<LimitName, string>>>({});
  const [source, cite] = useState('');
  const [from, begin] = useState(todayText());
  const [refused, refuse] = useState<readonly (Said | Refusal)[]>([]);
  const [busy, setBusy] = useState(false);
  const limits = Object.fromEntries(
    Object.entries(typed).flatMap(([name, text]) => {
      const value = Math.round(Number(text?.replace(',', '.')) * scaleOf(name as LimitName));
      return text === undefined || text.trim() === '' || value === now[name as LimitName] ? [] : [[name, value]];
    }),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parse(LimitsSet.body, { limits, source, from, on: todayText() }, 'body');
    if (!parsed.ok) return refuse(parsed.refusals.map(inWords));
    setBusy(true);
    try {
      await tell(LimitsSet, parsed.value);
      notifications.show({ color: 'leaf', title: say('office.saved'), message: '' });
      close();
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
    }
    setBusy(false);
  };
  const inWords = (refusal: Refusal): Refusal => ({
    ...refusal,
    params: { ...refusal.params, field: fieldOf(refusal, say) },
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="lg">
        <Refusals of={refused} />
        <Textarea
          label={say('plots.limitsSet.source')}
          description={say('plots.limits.source-hint')}
          value={source}
          withAsterisk
          autosize
          minRows={2}
          onChange={(event) => cite(event.currentTarget.value)}
        />
        <TextInput
          label={say('plots.limitsSet.from')}
          type="date"
          value={from}
          withAsterisk
          onChange={(event) => begin(event.currentTarget.value)}
        />
        {limitGroups.map(({ group, names }) => (
          <div key={group}>
            <Text fw={650} mb="xs">
              {say(`plots.limits.group.${group}`)}
            </Text>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm">
              {names.map((name) => (
                <TextInput
                  key={name}
                  label={say(`plots.limit.${name}`)}
                  inputMode="decimal"
                  value={typed[name] ?? String(shownLimit(name, now[name]))}
                  onChange={(event) => type({ ...typed, [name]: event.currentTarget.value })}
                />
              ))}
            </SimpleGrid>
          </div>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {say('office.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {say('office.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What a refused field is called on this form. */
function fieldOf({ at = '' }: Refusal, say: (key: string) => string): string {
  const [, first = '', second = ''] = at.split('.');
  return first === 'limits' && second !== '' ? say(`plots.limit.${second}`) : say(`plots.limitsSet.${first}`);
}
