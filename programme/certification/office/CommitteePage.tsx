import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { countText, dayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { committee } from '../detailQueries.ts';
import { CommitteeDecided, CommitteeNamed } from '../facts.ts';
import type { queue } from '../queueQuery.ts';
import { CommitteeForm } from './CommitteeForm.tsx';
import { SessionForm } from './SessionForm.tsx';

/** What waits for a decision, who decides, and what was decided. */
export function CommitteePage() {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const waiting = useAsk<typeof queue>('certification.queue');
  const past = useAsk<typeof committee>('certification.committee');
  return (
    <>
      <PageHead
        about={say('certification.page.committee.about')}
        actions={
          may.record(CommitteeNamed.kind) && (
            <SideForm label={say('certification.page.name-committee')} quiet>
              {(close) => <CommitteeForm close={close} />}
            </SideForm>
          )
        }
      />
      <Asked of={waiting}>
        {(value) => (
          <Section title={say('certification.page.waiting', { n: countText(value.cases.length) })}>
            {value.committee === null ? (
              <p>{say('certification.no-committee')}</p>
            ) : value.cases.length === 0 ? (
              <p>{say('certification.page.nothing-waits')}</p>
            ) : (
              <SessionForm
                key={value.cases.map((one) => one.inspection).join()}
                of={value}
                committee={value.committee}
                records={may.record(CommitteeDecided.kind)}
              />
            )}
          </Section>
        )}
      </Asked>
      <Asked of={past}>{(value) => <Past of={value} language={language} />}</Asked>
    </>
  );
}

function Past({ of, language }: { readonly of: AnswerOf<typeof committee>; readonly language: 'es' | 'en' }) {
  const { say } = useSpeaking();
  return (
    <div className="two">
      <Section title={say('certification.page.sessions')}>
        <ul className="lines">
          {of.sessions.map((session) => (
            <li key={session.id}>
              <FactLink
                id={session.id}
                label={`${say('certification.page.act', { act: session.act })} · ${dayText(session.on_day, language)}`}
              />
              <span>
                {say('certification.page.session.cases', {
                  n: session.cases,
                  approved: session.approved,
                  others: session.others,
                })}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say('certification.page.named')}>
        <ul className="lines">
          {of.named.map((one) => (
            <li key={one.id}>
              <span>{one.members.map((member) => member.names ?? '—').join(', ')}</span>
              <span>{say('certification.page.quorum', { n: one.quorum, day: dayText(one.on_day, language) })}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
