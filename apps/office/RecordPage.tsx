import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { TellForm } from '#kernel/office/Tell.tsx';
import type { FactKind } from '#kernel/pure/fact.ts';
import { kinds } from './kinds.ts';
import { withoutForm } from './withoutForm.ts';

/** Everything that somebody may record, by capability: what came in on paper has a place here. */
export function RecordPage() {
  const say = useSay();
  const { may } = usePresent();
  const [typed, type] = useState('');
  const words = (kind: FactKind) => `${say(kind.kind)} ${say(`record.group.${kind.capability}`)}`.toLowerCase();
  const mine = [...kinds.values()].filter(
    (kind) => may.record(kind.kind) && !(kind.kind in withoutForm) && words(kind).includes(typed.trim().toLowerCase()),
  );
  const groups = [...new Set(mine.map((kind) => kind.capability))];
  return (
    <>
      <PageHead about={say('record.page.about')} />
      <TextInput
        aria-label={say('record.page.find')}
        placeholder={say('record.page.find')}
        leftSection={<Icon name="search" size={18} />}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        maw={420}
        mb="lg"
      />
      {groups.length === 0 && <p>{say('record.page.none')}</p>}
      {groups.map((group) => (
        <Section key={group} title={say(`record.group.${group}`)}>
          <div className="record-kinds">
            {mine
              .filter((kind) => kind.capability === group)
              .map((kind) => (
                <SideForm key={kind.kind} label={say(kind.kind)} quiet plus>
                  {(close) => <TellForm kind={kind} close={close} />}
                </SideForm>
              ))}
          </div>
        </Section>
      ))}
    </>
  );
}
