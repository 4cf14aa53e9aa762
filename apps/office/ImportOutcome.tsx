import { Button, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ImportAnswer } from '#apps/server/imports.ts';
import { countText } from '#kernel/office/format.ts';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { Figure, Section } from '#kernel/office/PageHead.tsx';
import { Tag, type Tone } from '#kernel/office/Value.tsx';

const outcomes = ['new', 'flagged', 'known', 'bad'] as const;
type Outcome = (typeof outcomes)[number];
const tones: Readonly<Record<Outcome, Tone>> = { new: 'leaf', flagged: 'amber', known: 'plain', bad: 'red' };
const atOnce = 50;

/** What each row came to, or would: the bad ones first in sight, with the reason in words. */
export function ImportOutcome({ of }: { readonly of: ImportAnswer }) {
  const say = useSay();
  const [kind, choose] = useState<Outcome | 'all'>('all');
  const [most, show] = useState(atOnce);
  const rows = of.rows.filter((row) => kind === 'all' || row.outcome === kind);
  return (
    <Section title={say(of.dryRun ? 'import.page.would' : 'import.page.done')} flush>
      <div className="cards sync-cards">
        {outcomes.map((outcome) => (
          <Figure
            key={outcome}
            label={say(`import.page.${of.dryRun ? 'would' : 'did'}.${outcome}`)}
            value={countText(of.counts[outcome])}
          />
        ))}
      </div>
      {of.errorsFile && <ErrorsFile of={of} />}
      <div className="section-body">
        <SegmentedControl
          className="periods"
          aria-label={say('table.filters')}
          value={kind}
          onChange={(value) => choose(value as Outcome | 'all')}
          data={[
            { value: 'all', label: say('table.any') },
            ...outcomes.map((outcome) => ({ value: outcome, label: say(`import.page.row.${outcome}`) })),
          ]}
        />
        <ul className="lines">
          {rows.slice(0, most).map((row) => (
            <li key={row.line}>
              <span className="import-row">
                <strong>{say('import.page.line', { line: countText(row.line) })}</strong> {row.would}
                {row.said && <span className="import-why">{row.said}</span>}
                <small>
                  {row.cells
                    .filter((cell) => cell !== '')
                    .slice(0, 6)
                    .join(' · ')}
                </small>
              </span>
              <Tag tone={tones[row.outcome]}>{say(`import.page.row.${row.outcome}`)}</Tag>
            </li>
          ))}
        </ul>
        {rows.length === 0 && <p>{say('table.nothing-found')}</p>}
        {rows.length > most && (
          <Button variant="default" mt="md" onClick={() => show(most + 200)}>
            {say('import.page.more', {
              shown: countText(most),
              total: countText(of.counts[kind as Outcome] ?? of.total),
            })}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** The bad rows with their own columns and one more that says what is wrong. */
function ErrorsFile({ of }: { readonly of: ImportAnswer }) {
  const say = useSay();
  const save = () => {
    const url = URL.createObjectURL(new Blob([of.errorsFile ?? ''], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${of.fileName.replace(/\.[^.]+$/, '')}-${say('import.page.errors.suffix')}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Group mb="md" gap="md">
      <Button variant="default" leftSection={<Icon name="download" size={18} />} onClick={save}>
        {say('import.page.errors')}
      </Button>
      <span className="page-about">{say('import.page.errors.about')}</span>
    </Group>
  );
}
