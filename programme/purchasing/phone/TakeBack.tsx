import { useState } from 'react';
import { TextField } from '#kernel/phone/Fields.tsx';
import { useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { Voided } from '#kernel/pure/fact.ts';

/** A receipt is never deleted: it is taken back with a reason, is printed ANULADO, and keeps its number. */
export function TakeBack({ id, today }: { readonly id: string; readonly today: string }) {
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const take = async () => {
    if (reason.trim() === '') return setMissing(true);
    await phone.record(Voided, { fact: id, reason: reason.trim(), on: today });
    void contacts.now();
  };
  if (!open)
    return (
      <button type="button" className="quiet danger" onClick={() => setOpen(true)}>
        {say('purchasing.phone.take-back')}
      </button>
    );
  return (
    <div className="card red">
      <b>{say('purchasing.phone.take-back')}</b>
      <p>{say('purchasing.phone.take-back-why')}</p>
      <TextField
        label={say('purchasing.phone.reason')}
        value={reason}
        maxLength={300}
        error={missing ? say('field.empty') : undefined}
        onChange={setReason}
      />
      <button type="button" className="second-button" onClick={() => void take()}>
        {say('purchasing.phone.take-back-now')}
      </button>
      <button type="button" className="quiet" onClick={() => setOpen(false)}>
        {say('purchasing.phone.leave-it')}
      </button>
    </div>
  );
}
