import { Button, Stack, Text } from '@mantine/core';
import { createPortal } from 'react-dom';
import { QrCode } from '#kernel/kit/QrCode.tsx';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { cardAddress, cardCode } from '#kernel/pure/signedCode.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { cards } from '../cards.ts';
import './cards.css';

/** Her new PIN, told once: to be read to her, or printed with her card and handed over folded. */
export function PinSlip({ person, pin }: { readonly person: string; readonly pin: string }) {
  const say = useSay();
  const asked = useAsk<typeof cards>('people.cards', { person });
  return (
    <Stack>
      <Text>{say('people.passbook.once')}</Text>
      <Asked of={asked}>
        {([of]) =>
          of ? (
            <>
              <Slip of={of} pin={pin} />
              {/* On paper the slip stands alone: beside the page it would begin where the drawer does. */}
              {createPortal(
                <div className="pin-print">
                  <Slip of={of} pin={pin} />
                </div>,
                document.body,
              )}
            </>
          ) : null
        }
      </Asked>
      <Button leftSection={<Icon name="download" size={18} />} onClick={() => print()}>
        {say('people.passbook.print')}
      </Button>
    </Stack>
  );
}

function Slip({ of, pin }: { readonly of: AnswerOf<typeof cards>[number]; readonly pin: string }) {
  const say = useSay();
  const { session } = usePresent();
  return (
    <article className="pin-slip">
      <div className="id-card">
        <div>
          <p className="id-card-programme">{session.programme.name}</p>
          <p className="id-card-name">{of.names}</p>
          <p>{of.community ?? of.zone_name}</p>
          <p className="id-card-code">{of.code}</p>
        </div>
        <QrCode text={cardAddress(location.origin, cardCode(of.id, of.mark))} label={say('people.cards.qr')} />
      </div>
      <div className="pin-slip-pin">
        <p>{say('people.passbook.pin')}</p>
        <p className="pin-slip-digits">{pin.replace(/(...)/, '$1 ')}</p>
        <p>{say('people.passbook.how', { address: `${location.host}/L` })}</p>
        <p>{say('people.passbook.apart')}</p>
      </div>
    </article>
  );
}
