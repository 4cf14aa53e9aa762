import { Drawer } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import { useSay } from './language.tsx';
import { type Kinds, OpenFact } from './openFact.ts';

const FactSheet = lazy(() => import('./FactSheet.tsx').then((m) => ({ default: m.FactSheet })));

/** Stands around the pages; facts opened from a fact are laid on top and the way back leads through them. */
export function FactDrawer({ kinds, children }: { readonly kinds: Kinds; readonly children: ReactNode }) {
  const say = useSay();
  const [path, go] = useState<readonly string[]>([]);
  const open = useCallback((id: string) => go((old) => [...old.filter((other) => other !== id), id]), []);
  const value = useMemo(() => ({ open, kinds }), [open, kinds]);
  const id = path.at(-1);
  return (
    <OpenFact value={value}>
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
    </OpenFact>
  );
}
