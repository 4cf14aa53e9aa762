import { useEffect, useState } from 'react';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { type Pending, pendingOf } from '#kernel/phone/pending.ts';
import { type SeatHere, seatsHere } from '#kernel/phone/seats.ts';
import type { PhoneSession } from '#kernel/phone/session.ts';
import { ExportPending } from './ExportPending.tsx';

/** Who has a shelf on this phone, and what waits on it. It opens with her PIN, or with her signing in again. */
export function ShelvesHere({ onOpen }: { onOpen: (session: PhoneSession) => void }) {
  const say = useSay();
  const [here] = useState<SeatHere[]>(() => Object.values(seatsHere()));
  const [pending, setPending] = useState<Readonly<Record<string, Pending>>>({});
  const [named, name] = useState<string | null>(null);
  useEffect(() => {
    for (const { session } of here)
      void pendingOf(session.staff.id).then((found) => setPending((all) => ({ ...all, [session.staff.id]: found })));
  }, [here]);
  if (here.length === 0) return null;
  return (
    <div className="card">
      <h2>{say('phone.shelf.here')}</h2>
      {here.map(({ session, lock }) => {
        const { id, names } = session.staff;
        const waiting = pending[id];
        const n = waiting?.facts.length ?? 0;
        return (
          <div key={id} className="shelf">
            <button type="button" className="shelf-open" onClick={() => (lock ? onOpen(session) : name(id))}>
              <Icon name="person" />
              <span className="row-text">
                <b className="row-title">{names}</b>
                <span className="row-under">
                  {waiting && (n > 0 ? say('phone.shelf.pending', { names, n }) : say('phone.shelf.none'))}
                </span>
              </span>
              <Icon name="forward" />
            </button>
            {named === id && !lock && <p className="notice amber">{say('phone.shelf.sign-in', { names })}</p>}
            {waiting && n > 0 && <ExportPending session={session} pending={waiting} />}
          </div>
        );
      })}
    </div>
  );
}
