import { useEffect, useState } from 'react';
import { Contacts } from '#kernel/phone/contacts.ts';
import type { Seat } from '#kernel/phone/hooks.tsx';
import { openPhone } from '#kernel/phone/openPhone.ts';
import { eraseShelf } from '#kernel/phone/pending.ts';
import { startPhotoSender } from '#kernel/phone/photoSender.ts';
import { dropSeat, lockOf } from '#kernel/phone/seats.ts';
import { leave, type PhoneSession, stepAside } from '#kernel/phone/session.ts';
import { lockNow } from '#kernel/phone/useLock.ts';
import { version as app } from '../../package.json';
import { keepErased } from './erased.ts';

/** Her shelf, open, with somebody who seeks contact. Null until it is, and as soon as it is another person's turn. */
export function useOpenSeat(session: PhoneSession | null, onAside: () => void): { seat: Seat | null; shut: boolean } {
  const [seat, setSeat] = useState<Seat | null>(null);
  const [shut, setShut] = useState(false);
  useEffect(() => {
    setShut(false);
    if (!session) return setSeat(null);
    let stop: (() => void) | undefined;
    let left = false;
    // With a PIN she comes back by it; without one her session must not stay on a phone that others use.
    const away = () => {
      if (lockOf(session.staff.id)) stepAside();
      else leave();
      lockNow();
      onAside();
    };
    openPhone(session, app).then(
      (opened) => {
        if (left) return;
        const contacts = new Contacts(opened.phone);
        const rest = startPhotoSender(opened, contacts);
        const still = contacts.start();
        stop = () => {
          rest();
          still();
        };
        setSeat({ ...opened, contacts, app, leave: away });
        void navigator.storage?.persist?.().catch(() => false);
      },
      () => setShut(true),
    );
    return () => {
      left = true;
      stop?.();
    };
  }, [session, onAside]);
  return { seat: seat?.session === session ? seat : null, shut };
}

/** The office had this phone deleted: once everything has an answer, the shelf goes, and whoever used it is out. */
export function useErasing(seat: Seat | null, onErased: () => void): void {
  useEffect(() => {
    if (!seat) return;
    const { phone, session } = seat;
    let done = false;
    const look = async () => {
      const meta = await phone.meta();
      if (done || !meta.wiped || meta.barred !== 'device.wiped') return;
      done = true;
      keepErased();
      leave();
      dropSeat(session.staff.id);
      onErased();
      await eraseShelf(session.staff.id);
    };
    const again = () => void look().catch(() => undefined);
    again();
    return phone.onChange(again);
  }, [seat, onErased]);
}
