import { useRecords, useSeat } from '#kernel/phone/hooks.tsx';
import { type InspectionDoc, inspectionOverlays, mineOf } from './inspections.ts';

/** How many farms wait for her. */
export function InspectionsCount() {
  const { session } = useSeat();
  const inspections = useRecords<InspectionDoc>('certification.inspection', inspectionOverlays);
  return inspections ? mineOf(inspections, session.staff.id).length : null;
}
