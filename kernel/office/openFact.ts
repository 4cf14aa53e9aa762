import { createContext, useContext } from 'react';
import type { FactKind } from '#kernel/pure/fact.ts';

/** Every kind of fact by its name, loaded when the first one is looked at. */
export type Kinds = () => Promise<ReadonlyMap<string, FactKind>>;

interface Opened {
  readonly open: (id: string) => void;
  readonly kinds: Kinds;
}

export const OpenFact = createContext<Opened | null>(null);

function useOpened(): Opened {
  const found = useContext(OpenFact);
  if (!found) throw new Error('no drawer around this screen');
  return found;
}

/** Opens one fact beside the page: who, when, where, on which device, and what it says. */
export function useOpenFact(): (id: string) => void {
  return useOpened().open;
}

export function useKinds(): Kinds {
  return useOpened().kinds;
}
