import { Alert, Stack } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Answer, useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { dayText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSay, useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { PhotosSection } from '#kernel/office/Photos.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { landCase } from '../casesQueries.ts';
import type { verdict } from '../screeningQueries.ts';
import { DecideCase, GiveEvidence, NoteVisit } from './caseForms.tsx';
import { LandGround } from './LandGround.tsx';
import { LandFigures } from './LandPanel.tsx';
import { CaseTag, LandTag } from './landVerdicts.tsx';

type Case = AnswerOf<typeof landCase>;

/** One case: what the layers show, what people brought and saw, and the decision with its name and reason. */
export function CasePage() {
  const id = usePathId();
  const asked = useAsk<typeof landCase>('plots.case', { case: id }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Whole of={value} facts={facts} />}</Asked>;
}

function Whole({ of, facts }: { readonly of: Case; readonly facts: Answer<unknown>['facts'] }) {
  const { say, language } = useSpeaking();
  return (
    <>
      <PageHead
        title={
          <>
            {of.name} <CaseTag state={of.state} />
          </>
        }
        about={[of.producer, of.district_name, of.zone_name].filter(Boolean).join(' · ')}
        actions={of.state === 'open' && <Actions of={of} />}
      />
      {of.state === 'open' && of.mine && (
        <Alert className="tone-amber" mb="lg">
          {say('plots.case.yours')}
        </Alert>
      )}
      {of.verdict && (
        <Alert className={of.verdict === 'low' ? 'tone-leaf' : 'tone-red'} mb="lg">
          <strong>
            {say('plots.case.decision', {
              verdict: say(`plots.land_verdict.${of.verdict}`),
              who: of.decided_name ?? '—',
              day: of.decided_on ? dayText(of.decided_on, language) : '—',
            })}
          </strong>
          <div>{of.decision_why}</div>
        </Alert>
      )}
      <div className="two">
        <Section title={say('plots.case.steps')}>
          <Steps of={of.steps} />
        </Section>
        <Section title={say('plots.case')}>
          <CaseParticulars of={of} />
        </Section>
      </div>
      <Shown plot={of.plot} />
      <PhotosSection about={of.id} />
      <Section title={say('history.title')} tools={<Counted facts={facts} />}>
        <History of={of.history} />
      </Section>
    </>
  );
}

function Actions({ of }: { readonly of: Case }) {
  const say = useSay();
  const { may } = usePresent();
  const about = { case: of.id, plot: of.plot };
  const ready = of.evidence + of.visits > 0 || of.reason === 'boundary-changed';
  return (
    <>
      {may.record('plots.caseEvidenceGiven') && (
        <SideForm label={say('plots.case.evidence')} quiet>
          {(close) => <GiveEvidence about={about} close={close} />}
        </SideForm>
      )}
      {may.record('plots.caseVisited') && (
        <SideForm label={say('plots.case.visit')} quiet>
          {(close) => <NoteVisit about={about} close={close} />}
        </SideForm>
      )}
      {may.record('plots.caseDecided') && !of.mine && ready && (
        <SideForm label={say('plots.case.decide')}>{(close) => <DecideCase about={about} close={close} />}</SideForm>
      )}
    </>
  );
}

function CaseParticulars({ of }: { readonly of: Case }) {
  const { say, language } = useSpeaking();
  const waits = of.state === 'open' && of.evidence + of.visits === 0 && of.reason !== 'boundary-changed';
  return (
    <>
      <Particulars
        of={[
          [
            say('plots.cases.name'),
            <GoTo key="plot" className="text-link" to={`/plots/${of.plot}`}>
              {say('plots.case.to-plot')}
            </GoTo>,
          ],
          [
            say('plots.cases.producer'),
            <GoTo key="person" className="text-link" to={`/producers/${of.person}`}>
              {of.producer ?? '—'}
            </GoTo>,
          ],
          [say('plots.cases.land_reason'), say(`plots.land_reason.${of.reason}`)],
          [say('plots.cases.opened_on'), dayText(of.opened_on, language)],
          [say('plots.case_step.opened'), of.why && `${of.opened_name ?? '—'}: ${of.why}`],
          [say('plots.plots.planted_year'), of.planted_year],
          [say('plots.case.mapped-by'), of.mapped_name],
        ]}
      />
      {waits && <p className="page-about">{say('plots.case.wait')}</p>}
    </>
  );
}

function Steps({ of }: { readonly of: Case['steps'] }) {
  const { say, language } = useSpeaking();
  if (of.length === 0) return <p>{say('plots.case.no-steps')}</p>;
  const whatOf = (step: Case['steps'][number]) => {
    if (step.step === 'evidence' && step.what) return say(`plots.what.${step.what}`);
    if (step.step === 'visit' && step.what) return say(`plots.found.${step.what}`);
    return step.step === 'decided' && step.what ? say(`plots.land_verdict.${step.what}`) : null;
  };
  return (
    <ul className="lines">
      {of.map((step) => {
        const details = [
          whatOf(step),
          step.planted_year && say('plots.case.planted', { year: String(step.planted_year) }),
          step.shade_trees !== null && say('plots.case.shade', { n: step.shade_trees }),
          step.note,
        ].filter(Boolean);
        return (
          <li key={step.id}>
            <FactLink id={step.id} label={say(`plots.case_step.${step.step}`)} />
            <span>{details.join(' · ')}</span>
            <span className="figure-under">
              {[step.author, dayText(step.on_day, language)].filter(Boolean).join(', ')}{' '}
              {step.void && <Tag tone="red">{say('plots.case.voided')}</Tag>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Shown({ plot }: { readonly plot: string }) {
  const say = useSay();
  const asked = useAsk<typeof verdict>('plots.verdict', { plot });
  return (
    <Asked of={asked}>
      {({ now, ground }) =>
        now && (
          <Section title={say('plots.case.shows')}>
            <Stack gap="md">
              <div>
                <LandTag verdict={now.verdict} /> {say(`plots.land_reason.${now.reason}`)}
              </div>
              <LandFigures of={now} />
              <LandGround of={ground} />
            </Stack>
          </Section>
        )
      }
    </Asked>
  );
}
