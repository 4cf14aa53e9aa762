import { Alert, Button, Group, List } from '@mantine/core';
import type { Refusal } from '#kernel/pure/refusal.ts';
import { NotDone, type Said } from './door.ts';
import { Icon } from './Icon.tsx';
import { useSpeaking } from './language.tsx';

/** How a refusal is said on this screen. */
export function useWhy(): (refusal: Refusal | Said) => string {
  const { say, knows, language } = useSpeaking();
  return (refusal) => {
    if (knows(refusal.code)) return say(refusal.code, refusal.params);
    return (refusal as Said).words?.[language] ?? say('office.failed');
  };
}

/** Everything that was refused, in words. */
export function Refusals({ of }: { readonly of: readonly (Refusal | Said)[] }) {
  const why = useWhy();
  if (of.length === 0) return null;
  const sentences = [...new Set(of.map(why))];
  return (
    <Alert color="red" variant="light" icon={<Icon name="alert" />} role="alert" classNames={{ root: 'tone-red' }}>
      {sentences.length === 1 ? (
        sentences[0]
      ) : (
        <List>
          {sentences.map((s) => (
            <List.Item key={s}>{s}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

/** What is shown where an answer should stand and none came. */
export function Failed({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { say } = useSpeaking();
  const refusals = error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }];
  return (
    <Group align="center" gap="md">
      <Refusals of={refusals} />
      {again && (
        <Button variant="default" onClick={again}>
          {say('office.again')}
        </Button>
      )}
    </Group>
  );
}
