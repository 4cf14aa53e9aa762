import { Drawer } from '@mantine/core';
import { useState } from 'react';
import type { Row } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { MatchWalkIn } from './MatchWalkIn.tsx';

const sexes = { sex: { words: 'people.sex' } } as const;

/** Names without a record; one tap to say who that is. */
export function WalkInsTab() {
  const say = useSay();
  const { may } = usePresent();
  const [chosen, choose] = useState<Row | null>(null);
  const matches = may.record('training.walkInMatched') ? { onRow: choose } : {};
  return (
    <>
      <p className="page-about">{say('training.page.walkIns.about')}</p>
      <DataTable of="training.walkIns" cells={sexes} empty={say('training.page.walkIns.none')} {...matches} />
      <Drawer
        opened={chosen !== null}
        onClose={() => choose(null)}
        position="right"
        size="lg"
        title={say('training.page.match')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        classNames={{ title: 'drawer-title', content: 'drawer', header: 'drawer-header' }}
      >
        {chosen && <MatchWalkIn of={chosen} close={() => choose(null)} />}
      </Drawer>
    </>
  );
}
