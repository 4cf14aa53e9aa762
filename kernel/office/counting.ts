import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FactKind, Receipt } from '#kernel/pure/fact.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import { answers } from './ask.ts';
import { NotDone, send } from './door.ts';
import { useSay } from './language.tsx';

/** Lets the server count figures and record them: facts that nobody types. */
export function useCount(kind: FactKind) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<readonly Refusal[]>([]);
  const count = async (params: object): Promise<Receipt | null> => {
    setBusy(true);
    refuse([]);
    try {
      const { receipts } = await send<{ receipts: Receipt[] }>('POST', `/api/count/${kind.kind}`, params);
      await answers.invalidateQueries();
      notifications.show({
        color: 'leaf',
        title: say('office.saved'),
        message: say('office.counted', { n: receipts.length }),
      });
      return receipts[0] ?? null;
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refused, count };
}
