import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Row } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import { AnswerReport } from './AnswerReport.tsx';

/** What producers say is wrong; those without an answer first. */
export function ReportsPage() {
  const say = useSay();
  const { may } = usePresent();
  const [answering, answer] = useState<Row | null>(null);
  return (
    <>
      <PageHead about={say('people.reports.about')} />
      <DataTable
        of="people.reports"
        filters={{ state: 'open' }}
        to={null}
        empty={say('people.reports.none')}
        cells={{
          name: {
            show: (row) => (
              <GoTo to={`/producers/${String(row['person'])}`} className="text-link">
                {String(row['name'] ?? say('people.page.erased-name'))}
              </GoTo>
            ),
          },
          part: { words: 'people.part' },
          words: {
            show: (row) => (
              <>
                <Text size="sm">{String(row['words'] ?? '—')}</Text>
                {row['line'] !== null && <FactLink id={String(row['line'])} label={say('people.reports.see-line')} />}
              </>
            ),
          },
          state: {
            words: 'people.outcome',
            show: (row) => (
              <Tag tone={row['state'] === 'open' || row['state'] === 'pending' ? 'amber' : 'leaf'}>
                {say(`people.outcome.${String(row['state'])}`)}
              </Tag>
            ),
          },
          answer: {
            show: (row) => (
              <>
                {row['answer'] ? <Text size="sm">{String(row['answer'])}</Text> : null}
                {may.record('people.mistakeAnswered') && (
                  <Button size="compact-sm" variant={row['answer'] ? 'default' : 'filled'} onClick={() => answer(row)}>
                    {say(row['answer'] ? 'people.reports.answer-again' : 'people.reports.answer-it')}
                  </Button>
                )}
              </>
            ),
          },
        }}
      />
      {answering && <AnswerReport of={answering} close={() => answer(null)} />}
    </>
  );
}
