import { Alert, Button, Group, Skeleton, Stack, Text, Title, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Question } from '#kernel/server/question.ts';
import { useAsk } from './ask.ts';
import { FactBody } from './FactBody.tsx';
import { FactEntries } from './FactEntries.tsx';
import { FactLink } from './FactLink.tsx';
import { callOf, type FactShown } from './factShown.ts';
import { countText, momentText } from './format.ts';
import { Icon } from './Icon.tsx';
import { useSpeaking } from './language.tsx';
import { PhotosOfFact } from './Photos.tsx';
import { Failed, useWhy } from './Refusals.tsx';
import { OutcomeTag } from './Value.tsx';
import { VoidFact } from './VoidFact.tsx';

export type FactQuestion = Question<never, FactShown | null>;

/** One fact, whole. */
export function FactSheet({ id, back }: { readonly id: string; readonly back: (() => void) | null }) {
  const { say } = useSpeaking();
  const asked = useAsk<FactQuestion>('ledger.fact', { id });
  if (asked.isError) return <Failed error={asked.error} again={() => void asked.refetch()} />;
  if (!asked.data) return <Skeleton height={240} />;
  const fact = asked.data.value;
  if (!fact) return <Text>{say('fact.missing')}</Text>;
  const call = callOf(fact);
  return (
    <Stack gap="lg">
      <div>
        {back && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon name="left" size={16} />}
            onClick={back}
            mb="xs"
            ml={-8}
          >
            {say('ledger.fact')}
          </Button>
        )}
        <Title order={3}>{say(fact.kind)}</Title>
        {call && <Text c="var(--inkSoft)">{call}</Text>}
      </div>
      <Remarks fact={fact} />
      <Particulars fact={fact} />
      <section>
        <Title order={4} mb="xs">
          {say('fact.body')}
        </Title>
        <FactBody fact={fact} />
      </section>
      {(fact.files?.length ?? 0) > 0 && <PhotosOfFact fact={id} />}
      {fact.entries.length > 0 && <FactEntries entries={fact.entries} />}
      {!fact.voided_by && !fact.kind.startsWith('ledger.') && <VoidFact fact={fact.id} />}
    </Stack>
  );
}

/** What somebody has to know before believing it: void, erased, flagged, corrects another. */
function Remarks({ fact }: { readonly fact: FactShown }) {
  const { say } = useSpeaking();
  const why = useWhy();
  const flags = fact.flags ?? [];
  return (
    <>
      {fact.voided_by && (
        <Alert className="tone-red" icon={<Icon name="alert" />}>
          {say('fact.voided')} <FactLink id={fact.voided_by} label={say('fact.voided.open')} />
        </Alert>
      )}
      {fact.erased && <Alert className="tone-amber">{say('fact.erased')}</Alert>}
      {flags.length > 0 && (
        <Alert className="tone-amber" title={say('fact.flags')} icon={<Icon name="alert" />}>
          {flags.map((flag) => (
            <p key={flag.code + (flag.at ?? '')} className="flag">
              {why(flag)}
            </p>
          ))}
        </Alert>
      )}
      {fact.corrects && (
        <Alert className="tone-blue">
          {say('fact.corrects')}: <FactLink id={fact.corrects} />
        </Alert>
      )}
    </>
  );
}

function Particulars({ fact }: { readonly fact: FactShown }) {
  const { say, language } = useSpeaking();
  const off = Math.round(Math.abs(fact.clock_offset ?? 0) / 60_000);
  const photos = fact.files?.length ?? 0;
  const rows: [string, ReactNode][] = [
    ['fact.outcome', <OutcomeTag key="o" outcome={fact.outcome} />],
    ['fact.who', fact.author_name ?? '—'],
    ['fact.when', momentText(fact.at_ms, language)],
    ['fact.received', momentText(fact.received_ms, language)],
    ['fact.where', fact.scope_name ?? say('fact.everywhere')],
    ['fact.device', say('fact.device.name', { tail: fact.device.slice(-4) })],
    ['fact.number', countText(fact.number)],
    [
      'fact.seal',
      <Tooltip key="s" label={say('fact.seal.about')} multiline maw={280}>
        <span className="seal">
          {fact.hash.slice(0, 4)} {fact.hash.slice(4, 8)} {fact.hash.slice(8, 12)}
        </span>
      </Tooltip>,
    ],
  ];
  return (
    <div>
      <dl className="particulars">
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {off >= 5 && (
        <Text size="sm" mt="xs">
          {say('fact.clock', { minutes: countText(off) })}
        </Text>
      )}
      {photos > 0 && (
        <Group gap="xs" mt="xs">
          <Icon name="file" /> <Text size="sm">{say('fact.photos', { count: photos })}</Text>
        </Group>
      )}
    </div>
  );
}
