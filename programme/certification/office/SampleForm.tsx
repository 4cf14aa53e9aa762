import './certification.css';
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { NotDone } from '#kernel/office/door.ts';
import { todayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { useRecord } from '#kernel/office/session.tsx';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { draw } from '../certificateQuery.ts';
import { SampleDrawn, samplePurposes } from '../facts.ts';
import { StateTag } from './certificationCells.tsx';

type Drawn = AnswerOf<typeof draw>;

/** A seed that everybody sees draws the same members again; those at risk are drawn more often. */
export function SampleForm({ certificate, close }: { readonly certificate: string; readonly close: () => void }) {
  const { say } = useSpeaking();
  const [typed, type] = useState(todayText().replaceAll('-', ''));
  const seed = /^\d{1,9}$/.test(typed) ? Number(typed) : null;
  const asked = useAsk<typeof draw>('certification.draw', { certificate, seed }, { when: seed !== null, keep: true });
  return (
    <>
      <TextInput
        label={say('certification.sampleDrawn.seed')}
        description={say('certification.page.seed.about')}
        inputMode="numeric"
        value={typed}
        error={seed === null ? say('read.number') : null}
        onChange={(event) => type(event.currentTarget.value)}
        mb="md"
      />
      {seed !== null && (
        <Asked of={asked}>
          {(value) => <Members of={value} seed={seed} certificate={certificate} close={close} />}
        </Asked>
      )}
    </>
  );
}

function Members(props: {
  readonly of: Drawn;
  readonly seed: number;
  readonly certificate: string;
  readonly close: () => void;
}) {
  const { of, seed, certificate, close } = props;
  const { say } = useSpeaking();
  const record = useRecord();
  const [purpose, choose] = useState<(typeof samplePurposes)[number]>('external');
  const [busy, setBusy] = useState(false);
  const [refused, hear] = useState<readonly Refusal[]>([]);
  const keep = async () => {
    setBusy(true);
    const members = of.members.map((member) => member.membership);
    const body = { certificate, purpose, seed, population: of.population, members, on: todayText() };
    try {
      await record(SampleDrawn, body);
      close();
    } catch (error) {
      hear(error instanceof NotDone ? (error.refusals as readonly Refusal[]) : [{ code: 'office.failed', params: {} }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <NativeSelect
        label={say('certification.sampleDrawn.purpose')}
        value={purpose}
        onChange={(event) => choose(event.currentTarget.value as typeof purpose)}
        data={samplePurposes.map((value) => ({ value, label: say(`certification.purpose.${value}`) }))}
      />
      <p className="page-about certification-note">
        {say('certification.page.drawn', { n: of.members.length, of: of.population })}
      </p>
      <Refusals of={refused} />
      <ul className="lines">
        {of.members.map((member) => (
          <li key={member.membership}>
            <span>
              {member.name ?? say('people.page.erased-name')} · {member.zone}
            </span>
            <StateTag of={member.risk} words="certification.risk" />
          </li>
        ))}
      </ul>
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={close}>
          {say('office.cancel')}
        </Button>
        <Button loading={busy} disabled={of.members.length === 0} onClick={() => void keep()}>
          {say('certification.page.draw-this')}
        </Button>
      </Group>
    </>
  );
}
