import { useMemo } from 'react';
import { uncounted } from '#kernel/phone/counting.ts';
import { useKept, useRecords } from '#kernel/phone/hooks.tsx';
import { NotCounted } from '#kernel/phone/NotCounted.tsx';
import { ProducerRegistered } from '#programme/people/facts.ts';
import { listed, type PersonDoc, personOverlays } from './people.ts';

const registers = [ProducerRegistered.kind];

/** How many producers are hers, by what has arrived; whoever is only on this phone yet is told apart. */
export function PeopleCount() {
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const kept = useKept();
  const mine = useMemo(() => {
    const waiting = new Set(uncounted(kept?.facts ?? []).map(({ id }) => id));
    return listed(people ?? []).filter(({ id }) => !waiting.has(id)).length;
  }, [people, kept]);
  return (
    <>
      {people ? mine : '…'}
      <NotCounted kinds={registers} />
    </>
  );
}
