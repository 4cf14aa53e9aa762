import { useCallback, useEffect, useRef, useState } from 'react';
import type { BodyOf, FactKind } from '#kernel/pure/fact.ts';
import {
  type Book,
  cardIn,
  cardInAddress,
  closeBook,
  openBook,
  readBook,
  recordAsHerself,
  type Said,
  type Tried,
} from './bookDoor.ts';
import { forgetDrafts } from './drafts.ts';
import { canKeep, forgetKept, keep, keptCard, readKept } from './keeping.ts';

const cardPlace = 'minka.passbook.card';
/** A passbook that lies open and is looked at no more closes by itself: many phones have several owners. */
const idleMs = 10 * 60_000;

export interface OpenBook {
  readonly book: Book;
  /** False without network: what was kept on this phone is shown, and nothing is sent. */
  readonly live: boolean;
  readonly kept: boolean;
  readonly keepHere: (yes: boolean) => Promise<void>;
  readonly record: <K extends FactKind>(kind: K, body: BodyOf<K>) => Promise<Tried<void>>;
  /** Closes it; what is kept on this phone stays for the next time. */
  readonly close: () => void;
  /** Closes it and leaves nothing on this phone. */
  readonly forget: () => Promise<void>;
}

export interface Entrance {
  readonly card: string | null;
  readonly take: (text: string) => boolean;
  readonly open: (pin: string) => Promise<readonly Said[]>;
  /** After “close and forget”. */
  readonly forgotten: boolean;
  readonly other: () => void;
}

/** The passbook of this page: the card that it was opened with, and the book itself while it is open. */
export function useBook(): { readonly entrance: Entrance; readonly opened: OpenBook | null } {
  const [card, setCard] = useState(() => cardInAddress() ?? sessionStorage.getItem(cardPlace) ?? keptCard());
  const [open, setOpen] = useState<{ book: Book; live: boolean } | null>(null);
  const [kept, setKept] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const pin = useRef('');

  useEffect(() => {
    if (card) sessionStorage.setItem(cardPlace, card);
    else sessionStorage.removeItem(cardPlace);
  }, [card]);

  const shut = useCallback(() => {
    pin.current = '';
    setOpen(null);
    history.replaceState(null, '', location.pathname);
  }, []);
  useIdle(open !== null, () => {
    void closeBook();
    shut();
  });

  const shown = (book: Book) => {
    if (open === null) scrollTo(0, 0);
    setOpen({ book, live: true });
    const own = card !== null && keptCard() === card;
    setKept(own);
    if (own) void keep(card, pin.current, book).catch(() => undefined);
  };

  const entrance: Entrance = {
    card,
    forgotten,
    take: (text) => {
      const read = cardIn(text);
      if (read) setCard(read);
      return read !== null;
    },
    other: () => setCard(null),
    open: async (typed) => {
      if (!card) return [];
      const tried = await openBook(card, typed);
      setForgotten(false);
      if (tried.ok) {
        pin.current = typed;
        shown(tried.value);
        return [];
      }
      const here = keptCard() === card ? await readKept(typed) : null;
      if (tried.status === 0 && here) {
        pin.current = typed;
        setKept(true);
        scrollTo(0, 0);
        setOpen({ book: here, live: false });
        return [];
      }
      // The PIN that sealed the copy opens nothing any more: it was renewed, or the passbook closed. The copy goes.
      if (tried.status === 401 && here) await forgetKept();
      return tried.refusals;
    },
  };
  if (!open) return { entrance, opened: null };

  const opened: OpenBook = {
    ...open,
    kept,
    keepHere: async (yes) => {
      if (yes && card && canKeep()) await keep(card, pin.current, open.book);
      else await forgetKept();
      setKept(keptCard() === card);
    },
    record: async (kind, body) => {
      const sent = await recordAsHerself(open.book, kind, body);
      if (!sent.ok) {
        if (sent.status === 401) shut();
        return sent;
      }
      const again = await readBook(open.book);
      if (again.ok) shown(again.value);
      return sent;
    },
    close: () => {
      void closeBook();
      shut();
    },
    forget: async () => {
      await closeBook();
      // What the phone's owner keeps of herself is not a visitor's to take away.
      if (keptCard() === card) await forgetKept();
      forgetDrafts();
      setKept(false);
      setCard(null);
      setForgotten(true);
      shut();
    },
  };
  return { entrance, opened };
}

/** Nobody has touched it for a while: then it is as if it had been closed, also when the phone slept meanwhile. */
function useIdle(on: boolean, end: () => void): void {
  const told = useRef(end);
  told.current = end;
  useEffect(() => {
    if (!on) return;
    let last = Date.now();
    const touch = () => {
      last = Date.now();
    };
    const look = () => Date.now() - last > idleMs && told.current();
    const timer = setInterval(look, 15_000);
    const seen = () => document.visibilityState === 'visible' && look();
    for (const what of ['pointerdown', 'keydown', 'scroll']) addEventListener(what, touch, { passive: true });
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      for (const what of ['pointerdown', 'keydown', 'scroll']) removeEventListener(what, touch);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [on]);
}
