import { useMemo } from 'react';
import { useRecords, useSeat } from '#kernel/phone/hooks.tsx';
import { type Inspected, type InspectionDoc, inspectionOverlays, mineOf, noOverlays } from './inspections.ts';

/** Inspections of this phone's person: those to do, those reported, and the people they are about. */
export function useMine() {
  const { session } = useSeat();
  const inspections = useRecords<InspectionDoc>('certification.inspection', inspectionOverlays);
  const people = useRecords<Inspected>('people.person', noOverlays);
  return useMemo(() => {
    if (!inspections || !people) return undefined;
    const reported = inspections
      .filter(({ body }) => body.state !== 'planned' && body.inspector === session.staff.id)
      .sort((a, b) => ((a.body.doneOn ?? '') < (b.body.doneOn ?? '') ? 1 : -1));
    const who = new Map(people.map((person) => [person.id, person.body]));
    return { todo: mineOf(inspections, session.staff.id), reported, who };
  }, [inspections, people, session]);
}
