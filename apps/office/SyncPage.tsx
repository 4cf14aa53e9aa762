import { Tabs } from '@mantine/core';
import { type Row, useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { factCells } from '#kernel/office/FactsList.tsx';
import { countText, dayText } from '#kernel/office/format.ts';
import { useWord } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead } from '#kernel/office/PageHead.tsx';
import { useWhy } from '#kernel/office/Refusals.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { OutcomeTag } from '#kernel/office/Value.tsx';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { Question } from '#kernel/server/question.ts';

interface State {
  readonly number: number;
  readonly closed_through: string | null;
  readonly flagged: number;
  readonly held: number;
  readonly quarantined: number;
  readonly devices: number;
}

const tabs = ['flagged', 'held', 'quarantine', 'facts'] as const;

/** What came in, from which device, and what waits for somebody to look at it. */
export function SyncPage() {
  const { say } = useSpeaking();
  const { may } = usePresent();
  const mine = tabs.filter((name) => may.ask(`ledger.${name}`));
  const [tab, open] = useWord('tab', mine[0] ?? 'facts');
  return (
    <>
      <PageHead about={say('sync.about')} />
      {may.ask('ledger.state') && <Standing />}
      <Tabs value={tab} onChange={(value) => value && open(value)} keepMounted={false}>
        <Tabs.List mb="lg">
          {mine.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(`sync.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {mine.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <p className="page-about tab-about">{say(`sync.${name}.about`)}</p>
            <Table of={name} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function Standing() {
  const { say, language } = useSpeaking();
  const state = useAsk<Question<never, State>>('ledger.state').data?.value;
  if (!state) return null;
  const figures = ['number', 'flagged', 'held', 'quarantined', 'devices'] as const;
  return (
    <div className="cards sync-cards">
      {figures.map((name) => (
        <Figure key={name} label={say(`sync.state.${name}`)} value={countText(state[name])}>
          {name === 'number' && state.closed_through
            ? say('sync.state.closed', { day: dayText(state.closed_through, language) })
            : null}
        </Figure>
      ))}
    </div>
  );
}

function Table({ of }: { readonly of: (typeof tabs)[number] }) {
  const { say } = useSpeaking();
  const why = useWhy();
  const device = (row: Row) => say('fact.device.name', { tail: String(row['device'] ?? row['id']).slice(-4) });
  if (of === 'flagged')
    return (
      <DataTable
        of="ledger.flagged"
        without={detail}
        cells={{ kind: { words: '' }, code: { show: (row) => why(doubtOf(row)) } }}
      />
    );
  if (of === 'quarantine')
    return (
      <DataTable
        of="ledger.quarantine"
        cells={{
          kind: { words: '' },
          code: { show: (row) => why({ code: String(row['code']), params: {} }) },
          device: { show: device },
        }}
        to={null}
      />
    );
  if (of === 'held') return <DataTable of="ledger.held" cells={{ kind: { words: '' } }} />;
  return (
    <DataTable
      of="ledger.facts"
      cells={{
        ...factCells,
        outcome: { words: 'outcome', show: (row) => <OutcomeTag outcome={String(row['outcome'])} /> },
        kind: { words: '', show: (row) => <FactLink id={String(row['id'])} label={say(String(row['kind']))} /> },
      }}
    />
  );
}

const detail = ['at', 'params'];

/** The doubt of a line with the values that its sentence needs. */
function doubtOf(row: Row): Refusal {
  try {
    return { code: String(row['code']), params: JSON.parse(String(row['params'] ?? '{}')) as Refusal['params'] };
  } catch {
    return { code: String(row['code']), params: {} };
  }
}
