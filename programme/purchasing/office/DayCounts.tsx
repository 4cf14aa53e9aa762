import { Alert, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Row } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { dayText, moneyText, todayText } from '#kernel/office/format.ts';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay, useSpeaking } from '#kernel/office/language.tsx';
import { Particulars } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { Tag } from '#kernel/office/Value.tsx';
import { DifferenceConfirmed } from '../facts.ts';

/** Cash counts, what was missing or over in words; a difference is confirmed by a second person here. */
export function DayCounts({ centre }: { readonly centre?: string }) {
  const say = useSay();
  const [count, open] = useState<Row | null>(null);
  return (
    <>
      <DataTable
        of="purchasing.days"
        params={{ centre }}
        cells={cells}
        onRow={open}
        {...(centre ? { without: ['centre_name'] } : {})}
      />
      <Modal
        opened={count !== null}
        onClose={() => open(null)}
        title={say('purchasing.differenceConfirmed.cashCount')}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        attributes={{ header: { role: 'presentation' } }}
      >
        {count ? <Count of={count} done={() => open(null)} /> : null}
      </Modal>
    </>
  );
}

const cells = {
  difference: { show: (row: Row) => <Difference of={Number(row['difference'])} /> },
  moment: { show: (row: Row) => <Moment of={String(row['moment'])} /> },
};

function Moment({ of }: { readonly of: string }) {
  const say = useSay();
  return <>{say(`purchasing.moment.${of}`)}</>;
}

function Difference({ of }: { readonly of: number }) {
  const say = useSay();
  if (of === 0) return <Tag tone="leaf">{say('purchasing.page.even')}</Tag>;
  return <Tag tone="amber">{moneyText(of)}</Tag>;
}

function Count({ of, done }: { readonly of: Row; readonly done: () => void }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const text = (name: string) => (typeof of[name] === 'string' ? of[name] : null);
  const money = (name: string) => (typeof of[name] === 'number' ? moneyText(of[name]) : null);
  const open = of['difference'] !== 0 && of['confirmed'] === null;
  return (
    <Stack gap="lg">
      <Particulars
        of={[
          [say('purchasing.days.centre_name'), text('centre_name')],
          [say('purchasing.days.on_day'), dayText(String(of['on_day']), language)],
          [say('purchasing.days.moment'), say(`purchasing.moment.${of['moment']}`)],
          ...(['counted', 'book', 'difference', 'confirmed'] as const).map(
            (name) => [say(`purchasing.days.${name}`), money(name)] as const,
          ),
          ...(['author_name', 'note', 'confirmed_name'] as const).map(
            (name) => [say(`purchasing.days.${name}`), text(name)] as const,
          ),
        ]}
      />
      <FactLink id={String(of['id'])} label={say('fact.open')} />
      {open && may.record(DifferenceConfirmed.kind) ? <Confirm of={of} done={done} /> : null}
    </Stack>
  );
}

/** What the book gets is the difference as it stands now, when late phones have brought what they had. */
function Confirm({ of, done }: { readonly of: Row; readonly done: () => void }) {
  const say = useSay();
  const { session } = usePresent();
  const difference = Number(of['difference']);
  const form = useFactForm(DifferenceConfirmed, { cashCount: String(of['id']), difference, on: todayText() });
  if (of['author_name'] === session.staff.names)
    return (
      <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
        {say('purchasing.own-count')}
      </Alert>
    );
  const figures = { counted: Number(of['counted']), book: Number(of['book']), difference };
  return (
    <FactFormFrame form={form} done={done} cancel={done} label={say('purchasing.page.confirm')}>
      <p>{say('purchasing.page.confirm-why', figures)}</p>
      <TextField form={form} name="note" />
    </FactFormFrame>
  );
}
