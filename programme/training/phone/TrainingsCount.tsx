import { useRecords, useToday } from '#kernel/phone/hooks.tsx';
import { type SessionDoc, sessionOverlays } from './sheets.ts';

/** Trainings held this month that count. */
export function TrainingsCount() {
  const sessions = useRecords<SessionDoc>('training.session', sessionOverlays);
  const month = useToday().slice(0, 7);
  const counts = (s: NonNullable<typeof sessions>[number]) =>
    !s.body.void && s.body.on.startsWith(month) && s.status !== 'correct' && s.status !== 'held';
  return <>{sessions ? sessions.filter(counts).length : '…'}</>;
}
