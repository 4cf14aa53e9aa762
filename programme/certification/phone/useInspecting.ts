import { useMemo } from 'react';
import { useRecords, useToday } from '#kernel/phone/hooks.tsx';
import {
  type GroundDoc,
  type Inspected,
  type InspectionDoc,
  inspectionOverlays,
  nameOf,
  noOverlays,
  type SchemeDoc,
} from './inspections.ts';

/** What the phone knows of one planned inspection. Undefined while it is read; `scheme` is missing when it is not here. */
export function useInspecting(id: string) {
  const today = useToday();
  const inspections = useRecords<InspectionDoc>('certification.inspection', inspectionOverlays);
  const schemes = useRecords<SchemeDoc>('certification.scheme', noOverlays);
  const people = useRecords<Inspected>('people.person', noOverlays);
  const plots = useRecords<GroundDoc>('plots.plot', noOverlays);
  return useMemo(() => {
    if (!inspections || !schemes || !people || !plots) return undefined;
    const found = inspections.find((one) => one.id === id);
    const person = people.find((one) => one.id === found?.body.person)?.body;
    return {
      today,
      inspection: found?.body,
      status: found?.status ?? null,
      scheme: schemes.find((one) => one.id === found?.body.scheme)?.body,
      name: nameOf(person),
      community: person?.community ?? '',
      plots: plots.filter((plot) => found?.body.plots.includes(plot.id)).map((plot) => plot.body),
    };
  }, [inspections, schemes, people, plots, id, today]);
}
