import { Skeleton } from '@mantine/core';
import { type ComponentType, createContext, lazy, Suspense, useContext, useMemo } from 'react';
import { InPanel } from './InPanel.ts';
import { useSay } from './language.tsx';
import { Section } from './PageHead.tsx';
import type { OfficePanel } from './page.ts';
import { usePresent } from './session.tsx';

export const PanelsContext = createContext<readonly OfficePanel[]>([]);

const loaded = new Map<OfficePanel, ComponentType<{ readonly id: string }>>();

function componentOf(panel: OfficePanel): ComponentType<{ readonly id: string }> {
  const found = loaded.get(panel) ?? lazy(async () => ({ default: await panel.load() }));
  loaded.set(panel, found);
  return found;
}

/** What the capabilities lend to this page, as far as the person may see it. */
export function Panels({ on, id }: { readonly on: OfficePanel['on']; readonly id: string }) {
  const say = useSay();
  const { may } = usePresent();
  const all = useContext(PanelsContext);
  const panels = useMemo(() => all.filter((p) => p.on === on && p.needs.every(may.ask)), [all, on, may]);
  return panels.map((panel) => {
    const Panel = componentOf(panel);
    return (
      <Section key={panel.title} title={say(panel.title)} flush>
        <Suspense fallback={<Skeleton height={120} />}>
          <InPanel value={on !== 'home'}>
            <Panel id={id} />
          </InPanel>
        </Suspense>
      </Section>
    );
  });
}
