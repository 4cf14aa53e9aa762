import { useCallback, useEffect, useState } from 'react';
import type { PassbookPart } from '#programme/people/passbookFacts.ts';

/** A line that she says is wrong. */
export interface WrongLine {
  readonly part: PassbookPart;
  /** The fact that the line shows; null when something is missing. */
  readonly line: string | null;
  /** The line as she sees it. */
  readonly shown: string;
}

export type Go = (place: string, wrong?: WrongLine) => void;

interface Here {
  readonly place: string;
  readonly wrong: WrongLine | null;
}

/** Which page of the passbook lies open. The phone's own back button goes a page back; the address says nothing of hers. */
export function usePlace(): Here & { readonly go: Go } {
  const [here, setHere] = useState<Here>({ place: '', wrong: null });
  useEffect(() => {
    history.replaceState(home, '');
    const back = (event: PopStateEvent) => setHere((event.state as Here | null) ?? home);
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const go = useCallback((place: string, wrong?: WrongLine) => {
    if (place === '') return history.back();
    const next = { place, wrong: wrong ?? null };
    history.pushState(next, '');
    scrollTo(0, 0);
    setHere(next);
  }, []);
  return { ...here, go };
}

const home: Here = { place: '', wrong: null };
