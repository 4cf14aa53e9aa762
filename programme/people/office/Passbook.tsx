import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { answers, useAsk } from '#kernel/office/ask.ts';
import { NotDone, type Said, send } from '#kernel/office/door.ts';
import { FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { dayText, todayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { useRecord } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { PassbookClosed, PassbookOpened } from '../passbookFacts.ts';
import type { passbook } from '../passbookQueries.ts';
import { PinSlip } from './PinSlip.tsx';
import type { TaskProps } from './ProducerTasks.tsx';

/** Opens her passbook, gives her a PIN that is shown once, or closes the passbook. */
export function Passbook({ of, close }: TaskProps) {
  const asked = useAsk<typeof passbook>('people.passbook', { person: of.id });
  const [pin, show] = useState<string | null>(null);
  const [closing, setClosing] = useState(false);
  if (pin) return <PinSlip person={of.id} pin={pin} />;
  if (closing) return <Close of={of} close={close} />;
  return (
    <Asked of={asked}>{(value) => <Stand of={of} value={value} show={show} onClose={() => setClosing(true)} />}</Asked>
  );
}

interface StandProps {
  readonly of: TaskProps['of'];
  readonly value: { opened_on: string | null; opened_by: string | null; pin_ms: number | null };
  readonly show: (pin: string) => void;
  readonly onClose: () => void;
}

function Stand({ of, value, show, onClose }: StandProps) {
  const { say, language } = useSpeaking();
  const tell = useRecord();
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<readonly Said[]>([]);
  const open = value.opened_on !== null;
  const give = async () => {
    setBusy(true);
    try {
      if (!open) await tell(PassbookOpened, { person: of.id, on: todayText() });
      const { pin } = await send<{ pin: string }>('POST', '/api/passbook/pin', { person: of.id });
      show(pin);
      await answers.invalidateQueries();
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
    }
    setBusy(false);
  };
  return (
    <Stack>
      <Text>{say('people.passbook.about')}</Text>
      {open && (
        <Text>
          {say('people.passbook.open-since', {
            day: dayText(value.opened_on ?? '', language),
            who: value.opened_by ?? '—',
          })}{' '}
          {value.pin_ms === null
            ? say('people.passbook.no-pin')
            : say('people.passbook.pin-since', { day: dayText(dayOf(value.pin_ms), language) })}
        </Text>
      )}
      <Refusals of={refused} />
      <Group>
        <Button loading={busy} onClick={() => void give()}>
          {say(open ? 'people.passbook.renew' : 'people.passbook.give')}
        </Button>
        {open && (
          <Button variant="default" onClick={onClose}>
            {say('people.passbook.close')}
          </Button>
        )}
      </Group>
      {open && value.pin_ms !== null && <Alert className="tone-amber">{say('people.passbook.renew-about')}</Alert>}
    </Stack>
  );
}

function Close({ of, close }: TaskProps) {
  const { say } = useSpeaking();
  const form = useFactForm(PassbookClosed, { person: of.id, reason: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('people.passbook.close')}>
      <Text>{say('people.passbook.close-about')}</Text>
      <TextField form={form} name="reason" required />
    </FactFormFrame>
  );
}

/** The day in Peru of an instant. */
const dayOf = (ms: number): string => new Date(ms - 5 * 3_600_000).toISOString().slice(0, 10);
