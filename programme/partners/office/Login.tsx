import { Alert, Button, CopyButton, Group, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, NotDone, type Said, send } from '#kernel/office/door.ts';
import { dayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Failed, Refusals } from '#kernel/office/Refusals.tsx';
import type { LoginLine } from '#kernel/server/logins.ts';

const key = ['logins'];

/** Whether and how somebody signs in; the administrator's alone. */
export function Login({ staff }: { readonly staff: string }) {
  const asked = useQuery({
    queryKey: key,
    queryFn: () => call<{ logins: LoginLine[] }>('/api/logins'),
    select: ({ logins }) => logins.find((line) => line.staff === staff) ?? null,
  });
  if (asked.isError) return <Failed error={asked.error} again={() => void asked.refetch()} />;
  return asked.data === undefined ? null : <Access staff={staff} line={asked.data} />;
}

function Access({ staff, line }: { readonly staff: string; readonly line: LoginLine | null }) {
  const { say, language } = useSpeaking();
  const answers = useQueryClient();
  const [login, type] = useState(line?.login ?? '');
  const [code, show] = useState<string | null>(null);
  const [refused, refuse] = useState<readonly Said[]>([]);
  const doing = async (work: () => Promise<void>) => {
    refuse([]);
    try {
      await work();
      await answers.invalidateQueries({ queryKey: key });
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
    }
  };
  const invite = (event: FormEvent) => {
    event.preventDefault();
    void doing(async () => show((await send<{ code: string }>('POST', '/api/logins', { staff, login })).code));
  };
  const until = line?.invited_until_ms;
  return (
    <Stack gap="sm">
      <Refusals of={refused} />
      {!line && <p>{say('partners.page.login.none')}</p>}
      {line && line.sessions.length > 0 && <p>{say('partners.page.login.sessions', { n: line.sessions.length })}</p>}
      {until && <p>{say('partners.page.login.invited', { day: dayText(new Date(until).toISOString(), language) })}</p>}
      {code && <Code code={code} />}
      <form onSubmit={invite}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={say('partners.page.login.user')}
            value={login}
            onChange={(event) => type(event.currentTarget.value)}
            autoComplete="off"
            required
          />
          <Button type="submit" variant={line ? 'default' : 'filled'}>
            {say(line ? 'partners.page.login.again' : 'partners.page.login.invite')}
          </Button>
        </Group>
      </form>
      {line && (
        <Group gap="sm">
          {line.sessions.length > 0 && (
            <Button variant="default" onClick={() => void doing(() => send('DELETE', `/api/logins/${staff}/sessions`))}>
              {say('partners.page.login.end')}
            </Button>
          )}
          <Button variant="default" onClick={() => void doing(() => send('DELETE', `/api/logins/${staff}`))}>
            {say('partners.page.login.remove')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Shown once, to be handed over. */
function Code({ code }: { readonly code: string }) {
  const { say } = useSpeaking();
  const link = `${window.location.origin}/office/#/invite/${code}`;
  return (
    <Alert className="tone-leaf" title={say('partners.page.login.code')}>
      <p>
        <strong className="seal">{code}</strong>
      </p>
      <p>{say('partners.page.login.code.about')}</p>
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button variant="default" mt="sm" size="compact-sm" onClick={copy}>
            {say(copied ? 'partners.page.login.copied' : 'partners.page.login.copy')}
          </Button>
        )}
      </CopyButton>
    </Alert>
  );
}
