import { useMemo } from 'react';
import { useRecords } from '#kernel/phone/hooks.tsx';
import { listed, type PersonDoc, personOverlays } from './people.ts';

/** How many producers are hers. What the server has not taken yet counts nowhere, and the tray says so. */
export function PeopleCount() {
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const mine = useMemo(
    () => listed(people ?? []).filter((p) => p.status !== 'correct' && p.status !== 'held').length,
    [people],
  );
  return <>{people ? mine : '…'}</>;
}
