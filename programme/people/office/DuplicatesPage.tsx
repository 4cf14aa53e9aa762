import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { NotDone, type Said } from '#kernel/office/door.ts';
import { todayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { usePresent, useRecord } from '#kernel/office/session.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import { DuplicateMerged } from '../facts.ts';
import type { duplicates, Pair } from '../lookalikes.ts';

/** Pairs of records that look like one person. */
export function DuplicatesPage() {
  const say = useSay();
  const asked = useAsk<typeof duplicates>('people.duplicates');
  const [shown, show] = useState(25);
  return (
    <>
      <PageHead about={say('people.duplicates.about')} />
      <Asked of={asked}>
        {(pairs) =>
          pairs.length === 0 ? (
            <div className="section-body">{say('people.duplicates.none')}</div>
          ) : (
            <>
              {pairs.slice(0, shown).map((pair) => (
                <PairCard key={`${pair.a.id} ${pair.b.id}`} pair={pair} />
              ))}
              {pairs.length > shown && (
                <Button variant="default" onClick={() => show(shown + 25)}>
                  {say('office.more')}
                </Button>
              )}
            </>
          )
        }
      </Asked>
    </>
  );
}

function PairCard({ pair }: { readonly pair: Pair }) {
  const say = useSay();
  const tell = useRecord();
  const { may } = usePresent();
  const [refused, refuse] = useState<readonly Said[]>([]);
  const [busy, setBusy] = useState(false);
  const merge = async (person: string, duplicate: string) => {
    setBusy(true);
    try {
      await tell(DuplicateMerged, { person, duplicate, reason: say('people.duplicates.reason'), on: todayText() });
      notifications.show({ color: 'leaf', message: say('people.duplicates.merged') });
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
    }
    setBusy(false);
  };
  const side = (own: Pair['a'], other: Pair['a']) => (
    <div className="pair-side">
      <GoTo to={`/producers/${own.id}`} className="text-link">
        {[own.family_names, own.given_names].filter(Boolean).join(', ')}
      </GoTo>
      <Text size="sm">{own.document_number ?? say('people.duplicates.no-document')}</Text>
      <Text size="sm" c="var(--inkSoft)">
        {[own.birth_year, own.zone_name].filter(Boolean).join(' · ')}
      </Text>
      {may.record('people.duplicateMerged') && (
        <Button variant="default" mt="sm" loading={busy} onClick={() => void merge(own.id, other.id)}>
          {say('people.duplicates.keep')}
        </Button>
      )}
    </div>
  );
  return (
    <article className="section-body pair">
      <Group gap="xs" mb="sm">
        <Tag tone={pair.score >= 85 ? 'amber' : 'plain'}>
          {say('people.duplicates.likeness', { score: pair.score })}
        </Tag>
        {pair.reasons.map((reason) => (
          <Tag key={reason}>{say(`people.reason.${reason}`)}</Tag>
        ))}
      </Group>
      <Refusals of={refused} />
      <div className="pair-sides">
        {side(pair.a, pair.b)}
        {side(pair.b, pair.a)}
      </div>
    </article>
  );
}
