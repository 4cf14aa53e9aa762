import './certification.css';
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
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { inspection } from '../detailQueries.ts';
import { places } from '../facts.ts';
import { StateTag } from './certificationCells.tsx';
import { Findings } from './Findings.tsx';

export type Inspection = AnswerOf<typeof inspection>;

/** One inspection: the checklist as answered on the farm, what is to be mended, and what was decided. */
export function InspectionPage() {
  const asked = useAsk<typeof inspection>('certification.inspection', { inspection: usePathId() }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Whole of={value} facts={facts} />}</Asked>;
}

function Whole({ of, facts }: { readonly of: Inspection; readonly facts: Answer<unknown>['facts'] }) {
  const { say, language } = useSpeaking();
  const why = useWhy();
  const flags = (of.flags ?? []) as readonly Refusal[];
  return (
    <>
      <PageHead
        title={of.name ?? say('people.page.erased-name')}
        about={[of.scheme_name, say(`certification.because.${of.because}`), of.zone].filter(Boolean).join(' · ')}
      />
      {flags.length > 0 && (
        <Alert className="tone-amber" title={say('certification.page.flags')} mb="lg">
          {flags.map((flag) => (
            <p key={flag.code}>{why(flag)}</p>
          ))}
        </Alert>
      )}
      <div className="two">
        <div>
          <Section title={say('certification.page.inspection')}>
            <About of={of} />
          </Section>
          <Section title={say('certification.page.findings')}>
            <Findings of={of} />
          </Section>
        </div>
        <Section title={say('certification.page.checklist')}>
          {of.report === null ? (
            <p>{say('certification.page.not-done', { day: dayText(of.due, language) })}</p>
          ) : (
            <Checklist of={of} />
          )}
        </Section>
      </div>
      <PhotosSection about={of.id} />
      <Section title={say('certification.page.history')} tools={<Counted facts={facts} />}>
        <History of={of.history} />
      </Section>
    </>
  );
}

function About({ of }: { readonly of: Inspection }) {
  const { say, language } = useSpeaking();
  const { report } = of;
  return (
    <Particulars
      of={[
        [
          say('certification.page.member'),
          <GoTo key="m" to={`/members/${of.membership}`} className="text-link">
            {of.name ?? say('people.page.erased-name')}
          </GoTo>,
        ],
        [say('certification.inspections.state'), <StateTag key="s" of={of.state} words="certification.step" />],
        [say('certification.inspections.inspector'), of.done_by ?? of.inspector],
        [say('certification.inspections.due'), dayText(of.due, language)],
        [say('certification.inspections.done_on'), of.done_on ? dayText(of.done_on, language) : null],
        [say('certification.inspectionDone.minutes'), report?.minutes],
        [
          say('certification.inspectionDone.kgHa'),
          of.kg_ha === null ? null : say('certification.page.kg-ha', { n: of.kg_ha }),
        ],
        [say('certification.inspectionDone.present'), report ? say(report.present ? 'office.yes' : 'office.no') : null],
        [say('certification.inspectionDone.awayWhy'), report?.awayWhy],
        [
          say('certification.page.decision'),
          of.outcome && of.decided_on ? (
            <span key="o">
              <StateTag of={of.outcome} words="certification.decided" /> {dayText(of.decided_on, language)}
            </span>
          ) : null,
        ],
      ]}
    />
  );
}

function Checklist({ of }: { readonly of: Inspection }) {
  const { say, language } = useSpeaking();
  const answers = new Map((of.report?.answers ?? []).map((answer) => [answer.criterion, answer]));
  return (
    <>
      {places.map((at) => {
        const here = of.criteria.filter((criterion) => criterion.at === at);
        if (here.length === 0) return null;
        return (
          <div key={at}>
            <h3>{say(`certification.place.${at}`)}</h3>
            <ul className="certification-answers">
              {here.map((criterion) => {
                const answer = answers.get(criterion.code);
                return (
                  <li key={criterion.code}>
                    <strong>{criterion.code}</strong>
                    <span>
                      {criterion[language]}
                      {answer?.note && <div className="certification-why">{answer.note}</div>}
                    </span>
                    <span>
                      {answer ? (
                        answer.answer === 'no' ? (
                          <StateTag of={criterion.level} words="certification.level" />
                        ) : (
                          say(`certification.answer.${answer.answer}`)
                        )
                      ) : (
                        say('certification.page.no-answer')
                      )}
                    </span>
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
    </>
  );
}
