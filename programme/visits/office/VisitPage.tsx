import { Alert } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Answer, useAsk } from '#kernel/office/ask.ts';
import { Counted } from '#kernel/office/FactsList.tsx';
import { dayText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { PhotosSection } from '#kernel/office/Photos.tsx';
import { useWhy } from '#kernel/office/Refusals.tsx';
import { Tag, type Tone } from '#kernel/office/Value.tsx';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { visit } from '../queries.ts';

type VisitValue = AnswerOf<typeof visit>;
const tones: Readonly<Record<string, Tone>> = { open: 'blue', done: 'leaf', notYet: 'amber', dropped: 'plain' };

/** One visit: what was seen, scored and agreed. */
export function VisitPage() {
  const id = usePathId();
  const asked = useAsk<typeof visit>('visits.visit', { visit: id }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Visit of={value} facts={facts} />}</Asked>;
}

function Visit({ of, facts }: { readonly of: VisitValue; readonly facts: Answer<unknown>['facts'] }) {
  const { say, language } = useSpeaking();
  const why = useWhy();
  const flags = (of.flags ?? []) as readonly Refusal[];
  return (
    <>
      <PageHead
        title={of.name ?? say('people.page.erased-name')}
        about={[say(`visits.purpose.${of.purpose}`), dayText(of.on_day, language), of.zone].filter(Boolean).join(' · ')}
      />
      {of.void && (
        <Alert className="tone-red" mb="lg">
          {say('visits.page.void')}
        </Alert>
      )}
      {flags.length > 0 && (
        <Alert className="tone-amber" title={say('visits.page.flags')} mb="lg">
          {flags.map((flag) => (
            <p key={flag.code}>{why(flag)}</p>
          ))}
        </Alert>
      )}
      <div className="two">
        <Section title={say('visits.page.scores')}>
          <Scores of={of} />
        </Section>
        <div>
          <Section title={say('visits.page.particulars')}>
            <About of={of} />
          </Section>
          <Section title={say('visits.page.commitments')}>
            <Commitments of={of} />
          </Section>
          {of.closed.length > 0 && (
            <Section title={say('visits.page.closed')}>
              <Closed of={of} />
            </Section>
          )}
        </div>
      </div>
      <PhotosSection about={of.id} />
      <Section title={say('visits.page.history')} tools={<Counted facts={facts} />}>
        <History of={of.history} />
      </Section>
    </>
  );
}

function Scores({ of }: { readonly of: VisitValue }) {
  const { say } = useSpeaking();
  if (of.scores.length === 0) return <p>{say('visits.page.scores.none')}</p>;
  return (
    <ul className="lines">
      {of.scores.map(({ practice, score }) => (
        <li key={practice}>
          <span>{say(`visits.practice.${practice}`)}</span>
          <Tag tone={score >= 2 ? 'leaf' : score === 1 ? 'amber' : 'plain'}>{say(`visits.score.${score}`)}</Tag>
        </li>
      ))}
    </ul>
  );
}

function About({ of }: { readonly of: VisitValue }) {
  const { say, language } = useSpeaking();
  return (
    <Particulars
      of={[
        [
          say('visits.visits.person'),
          <GoTo key="p" to={`/producers/${of.person}`} className="text-link">
            {of.name ?? say('people.page.erased-name')}
          </GoTo>,
        ],
        [say('visits.visits.visitor'), of.visitor],
        [
          say('visits.visits.plot'),
          of.plot ? (
            <GoTo key="t" to={`/plots/${of.plot}`} className="text-link">
              {of.plot_name}
            </GoTo>
          ) : null,
        ],
        [say('visits.visits.minutes'), of.minutes],
        [say('visits.visitMade.nextOn'), of.next_on ? dayText(of.next_on, language) : null],
        [say('visits.visits.zone'), of.zone],
      ]}
    />
  );
}

function Commitments({ of }: { readonly of: VisitValue }) {
  const { say, language } = useSpeaking();
  if (of.advice.length === 0) return <p>{say('visits.page.commitments.none')}</p>;
  return (
    <ul className="lines">
      {of.advice.map((line) => (
        <li key={line.practice}>
          <span>
            {say(`visits.practice.${line.practice}`)}
            {line.note ? `: ${line.note}` : ''}
          </span>
          <span>
            {say('visits.page.due', { day: dayText(line.due, language) })}{' '}
            <Tag tone={tones[line.state] ?? 'plain'}>{say(`visits.state.${line.state}`)}</Tag>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Closed({ of }: { readonly of: VisitValue }) {
  const { say, language } = useSpeaking();
  return (
    <ul className="lines">
      {of.closed.map((line) => (
        <li key={`${line.practice} ${line.visit}`}>
          <GoTo to={`/visits/${line.visit}`} className="text-link">
            {say(`visits.practice.${line.practice}`)}
          </GoTo>
          <span>
            {say('visits.page.given', { day: dayText(line.given_on, language) })}{' '}
            <Tag tone={tones[line.state] ?? 'plain'}>{say(`visits.state.${line.state}`)}</Tag>
          </span>
        </li>
      ))}
    </ul>
  );
}
