import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { NotDone, type Said, send } from './door.ts';
import { useSay } from './language.tsx';
import { Refusals } from './Refusals.tsx';

/** Her own password; every other session of hers ends. */
export function ChangePassword({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  const say = useSay();
  const [refused, refuse] = useState<readonly Said[]>([]);
  const [busy, setBusy] = useState(false);
  const change = async (body: Readonly<Record<string, string>>) => {
    setBusy(true);
    try {
      await send('POST', '/api/session/password', body);
      notifications.show({ color: 'leaf', message: say('office.password.changed') });
      refuse([]);
      close();
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
    }
    setBusy(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void change(Object.fromEntries([...new FormData(event.currentTarget)].map(([k, v]) => [k, String(v)])));
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={say('office.password.change')}
      centered
      closeButtonProps={{ 'aria-label': say('office.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{say('office.password.about')}</Text>
          <Refusals of={refused} />
          <PasswordInput name="old" label={say('office.password.old')} autoComplete="current-password" required />
          <PasswordInput name="password" label={say('office.password.new')} autoComplete="new-password" required />
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
    </Modal>
  );
}
