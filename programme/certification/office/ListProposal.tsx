import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { NotDone } from '#kernel/office/door.ts';
import { areaText, countText, massText, todayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { useRecord } from '#kernel/office/session.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { proposal } from '../certificateQuery.ts';
import { ListIssued } from '../facts.ts';

type Proposal = AnswerOf<typeof proposal>;

/** The next list as it would be issued, with what changes; issued as it stands. */
export function ListProposal({ certificate, close }: { readonly certificate: string; readonly close: () => void }) {
  const asked = useAsk<typeof proposal>('certification.proposal', { certificate });
  return <Asked of={asked}>{(value) => <Proposed of={value} close={close} />}</Asked>;
}

function Proposed({ of, close }: { readonly of: Proposal; readonly close: () => void }) {
  const { say } = useSpeaking();
  const record = useRecord();
  const [busy, setBusy] = useState(false);
  const [refused, hear] = useState<readonly Refusal[]>([]);
  const sum = of.lines.reduce((all, line) => all + line.estimated, 0);
  const count = (change: string) => of.lines.filter((line) => line.change === change).length;
  const issue = async () => {
    setBusy(true);
    const members = of.lines.map(({ membership, person, estimated, used, m2, kgHa }) => ({
      membership,
      person,
      // What was bought stays bought.
      estimated: Math.max(estimated, used),
      m2,
      kgHa,
    }));
    try {
      await record(ListIssued, { certificate: of.certificate, members, on: todayText() });
      close();
    } catch (error) {
      hear(error instanceof NotDone ? (error.refusals as readonly Refusal[]) : [{ code: 'office.failed', params: {} }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Refusals of={refused} />
      <p className="page-about">
        {say('certification.page.proposal', {
          n: countText(of.lines.length),
          kg: massText(sum),
          fresh: count('new'),
          changed: count('changed'),
          gone: of.gone,
        })}
      </p>
      <Group justify="flex-end" gap="sm" my="md">
        <Button variant="default" onClick={close}>
          {say('office.cancel')}
        </Button>
        <Button loading={busy} disabled={of.lines.length === 0} onClick={() => void issue()}>
          {say('certification.page.issue-version', { n: of.version })}
        </Button>
      </Group>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('certification.listed.name')}</th>
              <th scope="col" className="numeric">
                {say('certification.listed.m2')}
              </th>
              <th scope="col" className="numeric">
                {say('certification.listed.kg_ha')}
              </th>
              <th scope="col" className="numeric">
                {say('certification.listed.estimated')}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.lines.map((line) => (
              <tr key={line.membership}>
                <th scope="row">
                  {line.name ?? say('people.page.erased-name')}{' '}
                  {line.change !== 'same' && (
                    <Tag tone={line.change === 'new' ? 'leaf' : 'blue'}>{say(`certification.page.${line.change}`)}</Tag>
                  )}
                </th>
                <td className="numeric">{areaText(line.m2)}</td>
                <td className="numeric">{line.kgHa}</td>
                <td className="numeric">{massText(line.estimated)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
