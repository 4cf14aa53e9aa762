import './certification.css';
import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { NotDone } from '#kernel/office/door.ts';
import { dayText, todayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { useRecord } from '#kernel/office/session.tsx';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { CommitteeDecided, outcomes } from '../facts.ts';
import type { queue } from '../queueQuery.ts';
import { type CaseOutcome, voters } from '../rules.ts';
import { StateTag } from './certificationCells.tsx';

type Queue = AnswerOf<typeof queue>;
type Case = Queue['cases'][number];
type Committee = NonNullable<Queue['committee']>;

/** A session: who is there, and one decision per case. Whoever must keep out abstains without being asked. */
export function SessionForm({
  of,
  committee,
  records,
}: {
  readonly of: Queue;
  readonly committee: Committee;
  readonly records: boolean;
}) {
  const { say } = useSpeaking();
  const record = useRecord();
  const [present, sit] = useState<readonly string[]>(committee.members.map((member) => member.id));
  const [outcomeOf, choose] = useState<Readonly<Record<string, CaseOutcome | ''>>>(() =>
    Object.fromEntries(of.cases.map((one) => [one.inspection, usual(one)])),
  );
  const [act, setAct] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, hear] = useState<readonly Refusal[]>([]);
  const votesOf = (one: Case) =>
    voters(
      present,
      one.out.map(({ staff }) => staff),
    ).length;
  const ready = of.cases.filter((one) => outcomeOf[one.inspection] && votesOf(one) >= committee.quorum);
  const decide = async () => {
    setBusy(true);
    hear([]);
    const cases = ready.map((one) => ({
      inspection: one.inspection,
      person: one.person,
      outcome: outcomeOf[one.inspection] as CaseOutcome,
      abstained: one.out.map(({ staff }) => staff).filter((staff) => present.includes(staff)),
    }));
    try {
      await record(CommitteeDecided, { present: [...present], cases, act: act.trim(), on: todayText() });
      notifications.show({
        color: 'leaf',
        title: say('office.saved'),
        message: say('certification.page.decided', { n: cases.length }),
      });
    } catch (error) {
      hear(error instanceof NotDone ? (error.refusals as readonly Refusal[]) : [{ code: 'office.failed', params: {} }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Group gap="md" mb="md" role="group" aria-label={say('certification.committeeDecided.present')}>
        <strong>{say('certification.committeeDecided.present')}</strong>
        {committee.members.map((member) => (
          <Checkbox
            key={member.id}
            label={member.names ?? '—'}
            checked={present.includes(member.id)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              sit((old) => (checked ? [...old, member.id] : old.filter((id) => id !== member.id)));
            }}
          />
        ))}
      </Group>
      {of.cases.map((one) => (
        <CaseLine
          key={one.inspection}
          of={one}
          committee={committee}
          votes={votesOf(one)}
          outcome={outcomeOf[one.inspection] ?? ''}
          choose={(outcome) => choose((old) => ({ ...old, [one.inspection]: outcome }))}
        />
      ))}
      {records && (
        <div>
          <Refusals of={refused} />
          <Group align="flex-end" gap="md" mt="md" justify="flex-end">
            <TextInput
              label={say('certification.committeeDecided.act')}
              value={act}
              onChange={(event) => setAct(event.currentTarget.value)}
            />
            <Button loading={busy} disabled={ready.length === 0 || act.trim() === ''} onClick={() => void decide()}>
              {say('certification.page.decide', { n: ready.length })}
            </Button>
          </Group>
        </div>
      )}
    </>
  );
}

/** What a committee mostly does; nothing where something critical is open, so that somebody thinks. */
const usual = (one: Case): CaseOutcome | '' => (one.open_critical ? '' : 'approved');

function CaseLine(props: {
  readonly of: Case;
  readonly committee: Committee;
  readonly votes: number;
  readonly outcome: string;
  readonly choose: (outcome: CaseOutcome | '') => void;
}) {
  const { of, committee, votes, outcome, choose } = props;
  const { say, language } = useSpeaking();
  const named = new Map(committee.members.map((member) => [member.id, member.names ?? '—']));
  const found = (['critical', 'major', 'minor'] as const).filter((level) => of[level] > 0);
  return (
    <div className="certification-case">
      <div>
        <GoTo to={`/inspections/${of.inspection}`} className="text-link">
          {of.name ?? say('people.page.erased-name')}
        </GoTo>
        <div className="certification-why">
          {of.scheme} · {of.zone}
        </div>
      </div>
      <div>
        <StateTag of={of.state} words="certification.state" />
        <div className="certification-why">
          {say('certification.page.inspected-by', {
            day: dayText(of.done_on, language),
            name: of.inspector_name ?? '—',
          })}
        </div>
      </div>
      <div>
        {found.length === 0
          ? say('certification.page.no-findings')
          : found.map((level) => (
              <span key={level}>
                <StateTag of={level} words="certification.level" /> {of[level]}{' '}
              </span>
            ))}
        {of.open > 0 && <div className="certification-why">{say('certification.page.open', { n: of.open })}</div>}
        {of.out.map(({ staff, bond }) => (
          <div key={staff} className="certification-why">
            {say('certification.page.keeps-out', {
              name: named.get(staff) ?? '—',
              why: say(`certification.bond.${bond}`),
            })}
          </div>
        ))}
      </div>
      <NativeSelect
        aria-label={say('certification.page.outcome-of', { name: of.name ?? '' })}
        value={outcome}
        onChange={(event) => choose(event.currentTarget.value as CaseOutcome | '')}
        error={
          votes < committee.quorum
            ? say('certification.page.few-votes', { n: votes, quorum: committee.quorum })
            : undefined
        }
        data={[
          { value: '', label: say('certification.page.later') },
          ...outcomes
            .filter((value) => value !== 'approved' || !of.open_critical)
            .map((value) => ({ value, label: say(`certification.outcome.${value}`) })),
        ]}
      />
    </div>
  );
}
