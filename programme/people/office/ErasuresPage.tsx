import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { todayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { Tag } from '#kernel/office/Value.tsx';
import { ErasureApproved } from '../facts.ts';

/** Who asked to be forgotten, and who agreed. */
export function ErasuresPage() {
  const say = useSay();
  const { may } = usePresent();
  const [asked, approve] = useState<string | null>(null);
  return (
    <>
      <PageHead about={say('people.erasures.about')} />
      <DataTable
        of="people.erasures"
        cells={{
          person: {
            title: 'people.erasures.who',
            show: (row) => (
              <GoTo to={`/producers/${String(row['person'])}`} className="text-link">
                {say('people.producer')}
              </GoTo>
            ),
          },
          approved_by: {
            show: (row) =>
              row['approved_by'] ? (
                String(row['approved_by'])
              ) : may.record('people.erasureApproved') ? (
                <Button size="compact-sm" onClick={() => approve(String(row['id']))}>
                  {say('people.erasures.approve')}
                </Button>
              ) : (
                <Tag tone="amber">{say('people.erasures.waiting')}</Tag>
              ),
          },
        }}
      />
      {asked && <Approve erasure={asked} close={() => approve(null)} />}
    </>
  );
}

function Approve({ erasure, close }: { readonly erasure: string; readonly close: () => void }) {
  const say = useSay();
  const form = useFactForm(ErasureApproved, { erasure, on: todayText() });
  return (
    <Modal opened onClose={close} title={say('people.erasures.approve')} centered>
      <Stack>
        <Text>{say('people.erasures.approve.about')}</Text>
        <Refusals of={form.refused} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {say('office.cancel')}
          </Button>
          <Button loading={form.busy} onClick={() => void form.submit().then((taken) => taken && close())}>
            {say('people.erasures.approve')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
