import { DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { PhoneRevoked } from '../facts.ts';
import type { Phone } from './DevicePage.tsx';

/** Gives a phone up, or has it delete what it holds as well; never before everything of its own has arrived. */
export function RevokePhone({ of }: { readonly of: Phone }) {
  const say = useSay();
  const gone = of.state === 'revoked';
  const wiping = of.state === 'wiping' || of.state === 'wiped';
  return (
    <>
      {!gone && !wiping && (
        <SideForm label={say('partners.device.revoke')} quiet>
          {(close) => <Revoke of={of} wipe={false} close={close} />}
        </SideForm>
      )}
      {!wiping && (
        <SideForm label={say(gone ? 'partners.device.wipe.only' : 'partners.device.wipe')} quiet>
          {(close) => <Revoke of={of} wipe close={close} />}
        </SideForm>
      )}
    </>
  );
}

function Revoke({ of, wipe, close }: { readonly of: Phone; readonly wipe: boolean; readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(PhoneRevoked, { device: of.id, staff: of.staff, wipe, reason: '', on: todayText() });
  return (
    <FactFormFrame
      form={form}
      done={close}
      cancel={close}
      label={say(wipe ? 'partners.device.wipe' : 'partners.device.revoke')}
    >
      <p>{say('partners.device.revoke.about')}</p>
      {wipe && <p>{say('partners.device.wipe.about')}</p>}
      <TextField form={form} name="reason" required long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
