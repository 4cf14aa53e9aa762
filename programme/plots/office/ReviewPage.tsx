import { Drawer } from '@mantine/core';
import { useState } from 'react';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { Tag, type Tone } from '#kernel/office/Value.tsx';
import { ReviewDesk } from './ReviewDesk.tsx';

const tones: Readonly<Record<string, Tone>> = {
  second: 'blue',
  twice: 'red',
  overlap: 'amber',
  blocked: 'red',
  look: 'amber',
  asked: 'plain',
};

/** Plots that wait for somebody's eyes, the most pressing first; each is settled beside the list. */
export function ReviewPage() {
  const say = useSay();
  const [plot, open] = useState<{ readonly id: string; readonly name: string } | null>(null);
  return (
    <>
      <PageHead about={say('plots.desk.about')} />
      <DataTable
        of="plots.review"
        cells={{
          why: {
            words: 'plots.review.why',
            show: (row) => (
              <Tag tone={tones[String(row['why'])] ?? 'plain'}>{say(`plots.review.why.${String(row['why'])}`)}</Tag>
            ),
          },
          finding: {
            words: 'plots.brief',
            show: (row) => (row['finding'] ? say(String(row['finding']).replace('plots.', 'plots.brief.')) : '—'),
          },
        }}
        onRow={(row) => open({ id: String(row['id']), name: String(row['name']) })}
        empty={say('plots.desk.none')}
      />
      <Drawer
        opened={plot !== null}
        onClose={() => open(null)}
        position="right"
        size="xl"
        title={plot?.name}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        classNames={{ title: 'drawer-title', content: 'drawer', header: 'drawer-header' }}
      >
        {plot && <ReviewDesk id={plot.id} done={() => open(null)} />}
      </Drawer>
    </>
  );
}
