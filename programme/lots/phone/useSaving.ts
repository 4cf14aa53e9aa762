import { useState } from 'react';
import { useLocation } from 'wouter';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { correcting, type Mending, replacedBy } from '#kernel/phone/mending.ts';
import { showTrouble } from '#kernel/phone/Screen.tsx';
import type { FactKind } from '#kernel/pure/fact.ts';

/** A form of the warehouse: a draft that is kept on every change, what is wrong in it, and saving it once. */
export function useSaving<F extends Mending>(draft: string, empty: F, wrongs: (form: F) => string[]) {
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const [form, change, finish, ready] = useDraft<F>(draft, empty);
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const wrong = wrongs(form);
  const save = async (kind: FactKind, body: unknown, then: string): Promise<void> => {
    setShows(true);
    if (wrong.length > 0) return showTrouble();
    setBusy(true);
    const fact = { kind, body: body as never, extras: correcting(form) };
    const done = await phone.recordAll([fact], replacedBy(form)).catch(() => null);
    setBusy(false);
    if (!done) return setFull(true);
    await finish();
    void contacts.now();
    go(then, { replace: true });
  };
  return {
    ...{ form, change, save, full, busy: busy || !ready },
    /** What is said under a field that cannot stay as it is. */
    said: (field: string) => (shows && wrong.includes(field) ? say(`lots.phone.wrong.${field}`) : undefined),
    shows,
    wrong,
  };
}
