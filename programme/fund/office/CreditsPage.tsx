import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Row } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import { Tag, type Tone } from '#kernel/office/Value.tsx';
import { CreditAsked } from '../facts.ts';
import { Credit } from './Credit.tsx';

/** Credits that were asked for; the second person says yes or no. */
export function CreditsPage() {
  const say = useSay();
  const [credit, open] = useState<Row | null>(null);
  return (
    <>
      <PageHead about={say('fund.page.credits-about')} />
      <DataTable
        of="fund.credits"
        cells={cells}
        onRow={open}
        tools={<Tell kind={CreditAsked} label={say('fund.page.ask-credit')} />}
      />
      <Modal
        opened={credit !== null}
        onClose={() => open(null)}
        size="lg"
        title={say('fund.creditApproved.credit')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        attributes={{ header: { role: 'presentation' } }}
      >
        {credit ? <Credit of={credit} done={() => open(null)} /> : null}
      </Modal>
    </>
  );
}

const tones: Readonly<Record<string, Tone>> = { asked: 'amber', approved: 'blue', delivered: 'leaf' };
const cells = { state: { words: 'fund.state', show: (row: Row) => <State of={String(row['state'])} /> } };

function State({ of }: { readonly of: string }) {
  const say = useSay();
  return <Tag tone={tones[of] ?? 'plain'}>{say(`fund.state.${of}`)}</Tag>;
}
