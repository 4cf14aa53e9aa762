import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { NotDone, type Said } from './door.ts';
import { useSay } from './language.tsx';
import { Refusals } from './Refusals.tsx';
import { LanguageSwitch } from './Shell.tsx';
import { enter } from './session.tsx';

/** Where nobody is signed in: signing in, or setting up the first administrator. */
export function Arrival() {
  const [first, setFirst] = useState(() => window.location.hash === '#setup');
  const [invited, answer] = useState(() => /^#\/invite(?:\/(.*))?$/.exec(window.location.hash)?.[1] ?? null);
  if (invited !== null) return <Invited code={invited} back={() => answer(null)} />;
  return first ? (
    <SetUp back={() => setFirst(false)} />
  ) : (
    <SignIn setUp={() => setFirst(true)} invited={() => answer('')} />
  );
}

function useEntering(path: '/api/session' | '/api/setup' | '/api/invite') {
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<readonly Said[]>([]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = Object.fromEntries([...new FormData(event.currentTarget)].map(([k, v]) => [k, String(v)]));
    setBusy(true);
    try {
      await enter(path, body);
      // The code in the address has done its work.
      if (path === '/api/invite') window.history.replaceState(null, '', '/office/');
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
      setBusy(false);
    }
  };
  return { busy, refused, submit: (event: FormEvent<HTMLFormElement>) => void submit(event) };
}

function SignIn({ setUp, invited }: { readonly setUp: () => void; readonly invited: () => void }) {
  const say = useSay();
  const { busy, refused, submit } = useEntering('/api/session');
  return (
    <Gate title={say('office.sign-in')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Refusals of={refused} />
          <TextInput name="login" label={say('office.login')} autoComplete="username" required autoFocus size="md" />
          <PasswordInput
            name="password"
            label={say('office.password')}
            autoComplete="current-password"
            required
            size="md"
          />
          <Button type="submit" size="md" loading={busy}>
            {say('office.sign-in')}
          </Button>
        </Stack>
      </form>
      <Stack gap="xs" mt="lg" align="flex-start">
        <UnstyledButton className="fact-link" onClick={invited}>
          {say('office.invited.here')}
        </UnstyledButton>
        <UnstyledButton className="fact-link" onClick={setUp}>
          {say('office.set-up.here')}
        </UnstyledButton>
      </Stack>
    </Gate>
  );
}

/** Somebody with an invitation chooses her password. */
function Invited({ code, back }: { readonly code: string; readonly back: () => void }) {
  const say = useSay();
  const { busy, refused, submit } = useEntering('/api/invite');
  return (
    <Gate title={say('office.invited')}>
      <Text mb="md">{say('office.invited.about')}</Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Refusals of={refused} />
          <TextInput name="code" label={say('office.invited.code')} defaultValue={code} required size="md" />
          <PasswordInput
            name="password"
            label={say('office.invited.password')}
            autoComplete="new-password"
            required
            size="md"
          />
          <Button type="submit" size="md" loading={busy}>
            {say('office.invited.go')}
          </Button>
        </Stack>
      </form>
      <UnstyledButton className="fact-link" mt="lg" onClick={back}>
        {say('office.to-sign-in')}
      </UnstyledButton>
    </Gate>
  );
}

function SetUp({ back }: { readonly back: () => void }) {
  const say = useSay();
  const { busy, refused, submit } = useEntering('/api/setup');
  return (
    <Gate title={say('office.set-up')}>
      <Text mb="md">{say('office.set-up.about')}</Text>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Refusals of={refused} />
          <TextInput name="token" label={say('office.set-up.token')} autoComplete="off" required autoFocus size="md" />
          <TextInput name="names" label={say('office.set-up.names')} autoComplete="name" required size="md" />
          <TextInput name="login" label={say('office.login')} autoComplete="username" required size="md" />
          <PasswordInput
            name="password"
            label={say('office.password')}
            autoComplete="new-password"
            required
            size="md"
          />
          <Button type="submit" size="md" loading={busy}>
            {say('office.set-up.go')}
          </Button>
        </Stack>
      </form>
      <UnstyledButton className="fact-link" mt="lg" onClick={back}>
        {say('office.to-sign-in')}
      </UnstyledButton>
    </Gate>
  );
}

function Gate({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const say = useSay();
  return (
    <main className="gate">
      <div className="gate-brand">
        <span className="brand-mark large" aria-hidden="true" />
        <p className="gate-name">Minka</p>
        <p>{say('office.tagline')}</p>
      </div>
      <Paper className="gate-form" withBorder>
        <div className="gate-language">
          <LanguageSwitch />
        </div>
        <Title order={1} mb="lg">
          {title}
        </Title>
        {children}
      </Paper>
    </main>
  );
}
