import { useMemo } from 'react';
import { useRecords, useToday } from '#kernel/phone/hooks.tsx';
import {
  nameOf,
  owedOf,
  type PlotDoc,
  registeredHere,
  scoresOf,
  type VisitDoc,
  type Visited,
  visitOverlays,
  visitsOf,
} from './visits.ts';

/** What is known of a producer when somebody stands on her farm. */
export function useVisiting(person: string) {
  const today = useToday();
  const people = useRecords<Visited>('people.person', registeredHere);
  const visits = useRecords<VisitDoc>('visits.visit', visitOverlays);
  const plots = useRecords<PlotDoc>('plots.plot');
  return useMemo(() => {
    if (!people || !visits || !plots) return undefined;
    const found = people.find((p) => p.id === person);
    const records = new Set(people.filter((p) => p.id === person || p.body.sameAs === person).map((p) => p.id));
    const made = visitsOf(visits, records);
    return {
      today,
      name: found ? nameOf(found.body) : null,
      owed: owedOf(made),
      scores: scoresOf(made),
      isFirst: made.length === 0,
      plots: plots.filter((p) => records.has(p.body.person) && !p.body.retired).map((p) => p.body),
    };
  }, [people, visits, plots, person, today]);
}

export type Known = NonNullable<ReturnType<typeof useVisiting>>;
