import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { RefusalParams } from '#kernel/pure/refusal.ts';
import { type Bilingual, type Language, languages, speaker } from '#kernel/pure/words.ts';

export type Say = (key: string, params?: RefusalParams) => string;

interface Speaking {
  readonly language: Language;
  readonly say: Say;
  /** True when there are words for the key. */
  readonly knows: (key: string) => boolean;
  /** Keys that begin so: the codes of one list. */
  readonly keysUnder: (prefix: string) => readonly string[];
  readonly speak: (language: Language) => void;
}

const Context = createContext<Speaking | null>(null);
const place = 'minka.language';

/** The words of the whole programme in the language that was chosen last; Spanish first. */
export function Speaking({ words, children }: { readonly words: readonly Bilingual[]; readonly children: ReactNode }) {
  const [language, speak] = useState<Language>(() => languages.find((l) => l === localStorage.getItem(place)) ?? 'es');
  const known = useMemo(() => new Set(words.flatMap((set) => Object.keys(set.es))), [words]);
  const value = useMemo<Speaking>(
    () => ({
      language,
      say: speaker(words, language),
      knows: (key) => known.has(key),
      keysUnder: (prefix) => [...known].filter((key) => key.startsWith(prefix)),
      speak,
    }),
    [words, known, language],
  );
  useEffect(() => {
    localStorage.setItem(place, language);
    document.documentElement.lang = language === 'es' ? 'es-PE' : 'en';
  }, [language]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useSpeaking(): Speaking {
  const found = useContext(Context);
  if (!found) throw new Error('no words around this screen');
  return found;
}

/** `const say = useSay(); say('people.producers.name')` */
export function useSay(): Say {
  return useSpeaking().say;
}
