import { Alert, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Row } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { moneyText } from '#kernel/office/format.ts';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead, Particulars } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tell, TellForm } from '#kernel/office/Tell.tsx';
import { WriteOffApproved, WriteOffAsked } from '../facts.ts';

/** Debts that the fund gives up: one person asks, another one agrees. */
export function WriteOffsPage() {
  const say = useSay();
  const [row, open] = useState<Row | null>(null);
  const close = () => open(null);
  return (
    <>
      <PageHead about={say('fund.page.write-offs-about')} />
      <DataTable
        of="fund.writeOffs"
        onRow={open}
        tools={<Tell kind={WriteOffAsked} label={say('fund.page.ask-write-off')} />}
      />
      <Modal
        opened={row !== null}
        onClose={close}
        size="lg"
        title={say('fund.writeOffs')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        attributes={{ header: { role: 'presentation' } }}
      >
        {row && <One of={row} close={close} />}
      </Modal>
    </>
  );
}

function One({ of, close }: { readonly of: Row; readonly close: () => void }) {
  const say = useSay();
  const { may, session } = usePresent();
  const text = (name: string) => (typeof of[name] === 'string' ? of[name] : null);
  const mine = text('asked_by') === session.staff.names;
  return (
    <Stack gap="lg">
      <Particulars
        of={[
          [say('fund.writeOffs.name'), text('name')],
          [say('fund.writeOffs.amount'), moneyText(Number(of['amount']))],
          [say('fund.writeOffs.reason'), text('reason')],
          [say('fund.writeOffs.asked_by'), text('asked_by')],
          [say('fund.writeOffs.approved_by'), text('approved_by')],
        ]}
      />
      <FactLink id={String(of['id'])} label={say('fact.open')} />
      {text('approved_by') !== null ? null : mine ? (
        <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
          {say('fund.own-approval')}
        </Alert>
      ) : may.record(WriteOffApproved.kind) ? (
        <TellForm
          kind={WriteOffApproved}
          given={{ writeOff: of['id'] }}
          about={say('fund.page.approve-write-off')}
          close={close}
        />
      ) : null}
    </Stack>
  );
}
