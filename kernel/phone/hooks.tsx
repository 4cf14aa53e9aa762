import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { dayAt } from '#kernel/pure/day.ts';
import type { RefusalParams } from '#kernel/pure/refusal.ts';
import { type Bilingual, type Language, speaker } from '#kernel/pure/words.ts';
import type { ContactState, Contacts } from './contacts.ts';
import type { KeptFact, Meta } from './keeping.ts';
import type { OpenPhone } from './openPhone.ts';
import { type Overlay, type Shown, shown } from './overlay.ts';

export interface Seat extends OpenPhone {
  readonly contacts: Contacts;
  readonly app: string;
  /** Signs somebody else in on this phone. */
  readonly leave: () => void;
}

const SeatContext = createContext<Seat | null>(null);
const SpeechContext = createContext<Speech | null>(null);

interface Speech {
  readonly language: Language;
  readonly say: (key: string, params?: RefusalParams) => string;
  readonly speak: (language: Language) => void;
}

const languageKey = 'minka.language';

/** Words of the screens in the person's language; Spanish unless she chose another. One inside another speaks its language. */
export function SpeechProvider({ sets, children }: { sets: readonly Bilingual[]; children: ReactNode }) {
  const around = useContext(SpeechContext);
  const [own, setOwn] = useState<Language>(localStorage.getItem(languageKey) === 'en' ? 'en' : 'es');
  const language = around?.language ?? own;
  const speech = useMemo(() => {
    document.documentElement.lang = language === 'es' ? 'es-PE' : 'en';
    const speak = (next: Language) => {
      localStorage.setItem(languageKey, next);
      setOwn(next);
    };
    return { language, say: speaker(sets, language), speak: around?.speak ?? speak };
  }, [language, sets, around?.speak]);
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

export function SeatProvider({ seat, children }: { seat: Seat; children: ReactNode }) {
  return <SeatContext.Provider value={seat}>{children}</SeatContext.Provider>;
}

export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (!seat) throw new Error('no seat');
  return seat;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('no words');
  return speech;
}

export const useSay = () => useSpeech().say;

/** A value read from the phone's store, read again after every change. Undefined until the first reading is there. */
export function useLive<T>(read: () => Promise<T>): T | undefined {
  const { phone } = useSeat();
  const [value, setValue] = useState<T>();
  useEffect(() => {
    let current = true;
    const again = () => {
      read().then(
        (found) => current && setValue(() => found),
        () => undefined,
      );
    };
    again();
    const stop = phone.onChange(again);
    return () => {
      current = false;
      stop();
    };
  }, [phone, read]);
  return value;
}

export interface Kept {
  readonly facts: readonly KeptFact[];
  readonly meta: Meta;
}

/** What this phone recorded, and where it stands. */
export function useKept(): Kept | undefined {
  const { phone, store } = useSeat();
  return useLive(useCallback(async () => ({ facts: await store.facts(), meta: await phone.meta() }), [phone, store]));
}

/** Today, by the server's clock as far as the phone has learnt it: a phone two years off still writes the right day. */
export function useToday(): string {
  const kept = useKept();
  return dayAt(new Date(Date.now() + (kept?.meta.offset ?? 0)).toISOString());
}

/** What this phone never records by itself. */
const noOverlays: readonly Overlay[] = [];

/** Records of one kind: the server's documents with the phone's own unfinished facts on top. */
export function useRecords<B>(kind: string, overlays = noOverlays): Shown<B>[] | undefined {
  const { phone, store } = useSeat();
  return useLive(
    useCallback(async () => {
      const [documents, facts, meta] = await Promise.all([store.documents(kind), store.facts(), phone.meta()]);
      return shown<B>(documents, facts, meta.through, overlays);
    }, [phone, store, kind, overlays]),
  );
}

export function useContacts(): ContactState {
  const { contacts } = useSeat();
  const [state, setState] = useState(contacts.state);
  useEffect(() => contacts.onChange(() => setState(contacts.state)), [contacts]);
  return state;
}

/** A form's answers, kept on the disk while they are given: whatever kills the page, they are there again. */
export function useDraft<T extends object>(
  key: string,
  empty: T,
): [T, (patch: Partial<T>) => void, () => Promise<void>, boolean] {
  const { store } = useSeat();
  const [value, setValue] = useState(empty);
  const [ready, setReady] = useState(false);
  const latest = useRef(empty);
  const done = useRef(false);
  useEffect(() => {
    store.draft(key).then(
      (found) => {
        latest.current = { ...latest.current, ...(found as Partial<T> | undefined) };
        setValue(latest.current);
        setReady(true);
      },
      () => setReady(true),
    );
  }, [store, key]);
  const change = useCallback(
    (patch: Partial<T>) => {
      latest.current = { ...latest.current, ...patch };
      setValue(latest.current);
      if (!done.current) void store.saveDraft(key, latest.current).catch(() => undefined);
    },
    [store, key],
  );
  const finish = useCallback(async () => {
    done.current = true;
    await store.saveDraft(key, null);
  }, [store, key]);
  return [value, change, finish, ready];
}
