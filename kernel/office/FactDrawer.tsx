import { Drawer } from '@mantine/core';
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from 'react';
import type { FactKind } from '#kernel/pure/fact.ts';
import { useSay } from './language.tsx';

const FactSheet = lazy(() => import('./FactSheet.tsx').then((m) => ({ default: m.FactSheet })));

/** Every kind of fact by its name, loaded when the first one is looked at. */
export type Kinds = () => Promise<ReadonlyMap<string, FactKind>>;

interface Opened {
  readonly open: (id: string) => void;
  readonly kinds: Kinds;
}

const Context = createContext<Opened | null>(null);

/** Opens one fact beside the page: who, when, where, on which device, and what it says. */
export function useOpenFact(): (id: string) => void {
  const found = useContext(Context);
  if (!found) throw new Error('no drawer around this screen');
  return found.open;
}

export function useKinds(): Kinds {
  const found = useContext(Context);
  if (!found) throw new Error('no drawer around this screen');
  return found.kinds;
}

/** Stands around the pages; facts opened from a fact are laid on top and the way back leads through them. */
export function FactDrawer({ kinds, children }: { readonly kinds: Kinds; readonly children: ReactNode }) {
  const say = useSay();
  const [path, go] = useState<readonly string[]>([]);
  const open = useCallback((id: string) => go((old) => [...old.filter((other) => other !== id), id]), []);
  const value = useMemo(() => ({ open, kinds }), [open, kinds]);
  const id = path.at(-1);
  return (
    <Context.Provider value={value}>
      {children}
      <Drawer
        opened={id !== undefined}
        onClose={() => go([])}
        position="right"
        size="lg"
        zIndex={300}
        title={say('ledger.fact')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        classNames={{ title: 'drawer-title', content: 'drawer', header: 'drawer-header' }}
      >
        {id && (
          <Suspense fallback={null}>
            <FactSheet key={id} id={id} back={path.length > 1 ? () => go(path.slice(0, -1)) : null} />
          </Suspense>
        )}
      </Drawer>
    </Context.Provider>
  );
}
