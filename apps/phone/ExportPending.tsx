import { useSay } from '#kernel/phone/hooks.tsx';
import { exportPending, type Pending } from '#kernel/phone/pending.ts';
import type { PhoneSession } from '#kernel/phone/session.ts';
import { version as app } from '../../package.json';

/** Hands over what could not be sent; works signed out and locked, because a record is worth more than a screen. */
export function ExportPending({ session, pending }: { session: PhoneSession; pending: Pending }) {
  const say = useSay();
  return (
    <>
      <button type="button" className="second-button" onClick={() => void exportPending(session, pending, app)}>
        {say('phone.export')} ({pending.facts.length})
      </button>
      <p className="soft">{say('phone.export.sensitive')}</p>
    </>
  );
}
