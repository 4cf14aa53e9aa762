import { Button, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCount } from '#kernel/office/counting.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { ReportSubmitted } from '../facts.ts';

/** Reports that were handed in, each with its figures as they were. */
export function ReportsPage() {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      <PageHead about={say('indicators.page.reports-about')} />
      <DataTable
        of="indicators.reports"
        to={(row) => `/frozen-reports/${String(row['id'])}`}
        tools={
          may.record(ReportSubmitted.kind) && (
            <SideForm label={say('indicators.page.submit-report')} plus>
              {(close) => <Submit close={close} />}
            </SideForm>
          )
        }
      />
    </>
  );
}

function Submit({ close }: { readonly close: () => void }) {
  const say = useSay();
  const [title, write] = useState('');
  const { busy, refused, count } = useCount(ReportSubmitted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void count({ title, on: todayText() }).then((taken) => taken && close());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <p>{say('indicators.page.submit-about')}</p>
        <Refusals of={refused} />
        <TextInput
          label={say('indicators.reportSubmitted.title')}
          value={title}
          withAsterisk
          onChange={(event) => write(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} style={{ alignSelf: 'flex-end' }}>
          {say('indicators.page.submit-report')}
        </Button>
      </Stack>
    </form>
  );
}
