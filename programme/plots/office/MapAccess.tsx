import { Button, Code, CopyButton, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, NotDone, type Said, send } from '#kernel/office/door.ts';
import { momentText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';

interface SessionLine {
  readonly id: string;
  readonly seen_ms: number;
  readonly agent: string | null;
}

/** How QGIS opens the plots: the address, and reading tokens of one's own. */
export function MapAccess() {
  const { say, language } = useSpeaking();
  const [name, call_] = useState('QGIS');
  const [made, show] = useState<{ readonly token: string; readonly address: string } | null>(null);
  const [refused, refuse] = useState<readonly Said[]>([]);
  const tokens = useQuery({
    queryKey: ['map-tokens'],
    queryFn: async () => {
      const { sessions } = await call<{ sessions: SessionLine[] }>('/api/session/list');
      return sessions.filter(({ agent }) => agent?.startsWith('mapa: '));
    },
  });
  const doing = async (work: () => Promise<void>) => {
    refuse([]);
    await work().catch((error: unknown) =>
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]),
    );
    await tokens.refetch();
  };
  const make = () => doing(async () => show(await send('POST', '/api/map-tokens', { name })));
  const end = (id: string) => doing(() => send('DELETE', `/api/map-tokens/${id}`));
  return (
    <Stack gap="md">
      <p>{say('plots.access.about')}</p>
      <ol className="steps-list">
        <li>{say('plots.access.step1')}</li>
        <li>{say('plots.access.step2')}</li>
        <li>{say('plots.access.step3')}</li>
      </ol>
      <Copied label={say('plots.access.address')} text={`${location.origin}/ogc`} />
      <Refusals of={refused} />
      {made ? (
        <>
          <Copied label={say('plots.access.token')} text={made.token} />
          <p className="page-about">{say('plots.access.once')}</p>
        </>
      ) : (
        <Group align="flex-end">
          <TextInput
            label={say('plots.access.name')}
            value={name}
            maxLength={60}
            onChange={(event) => call_(event.currentTarget.value)}
          />
          <Button onClick={() => void make()}>{say('plots.access.make')}</Button>
        </Group>
      )}
      {tokens.data && tokens.data.length > 0 && (
        <ul className="lines">
          {tokens.data.map(({ id, agent, seen_ms }) => (
            <li key={id}>
              <b>{agent?.slice(6)}</b>
              <span>{say('plots.access.seen', { when: momentText(seen_ms, language) })}</span>
              <Button variant="default" size="compact-sm" onClick={() => void end(id)}>
                {say('plots.access.end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

function Copied({ label, text }: { readonly label: string; readonly text: string }) {
  const { say } = useSpeaking();
  return (
    <div>
      <div>{label}</div>
      <Group gap="sm" wrap="nowrap">
        <Code className="long-code">{text}</Code>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" onClick={copy}>
              {say(copied ? 'plots.access.copied' : 'plots.access.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  );
}
