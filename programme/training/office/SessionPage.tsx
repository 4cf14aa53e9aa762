import { Alert, Button } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Answer, useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { countText, dayText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { PhotosSection } from '#kernel/office/Photos.tsx';
import { useWhy } from '#kernel/office/Refusals.tsx';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { session } from '../queries.ts';

type SessionValue = AnswerOf<typeof session>;

/** One signed sheet. */
export function SessionPage() {
  const id = usePathId();
  const asked = useAsk<typeof session>('training.session', { session: id }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Session of={value} facts={facts} />}</Asked>;
}

function Session({ of, facts }: { readonly of: SessionValue; readonly facts: Answer<unknown>['facts'] }) {
  const { say, language } = useSpeaking();
  const why = useWhy();
  const flags = (of.flags ?? []) as readonly Refusal[];
  return (
    <>
      <PageHead
        actions={
          <Button variant="default" onClick={() => window.print()}>
            {say('training.page.print')}
          </Button>
        }
        title={of.module}
        about={[dayText(of.on_day, language), of.place, of.zone].filter(Boolean).join(' · ')}
      />
      {of.void && (
        <Alert className="tone-red" mb="lg">
          {say('training.page.void')}
        </Alert>
      )}
      {flags.length > 0 && (
        <Alert className="tone-amber" title={say('training.page.flags')} mb="lg">
          {flags.map((flag) => (
            <p key={flag.code}>{why(flag)}</p>
          ))}
        </Alert>
      )}
      <div className="two">
        <Section title={say('training.page.sheet')}>
          <Sheet of={of} />
        </Section>
        <div>
          <Section title={say('training.page.particulars')}>
            <About of={of} />
          </Section>
          {of.walk_ins.length > 0 && (
            <Section title={say('training.walkIns')}>
              <ul className="lines">
                {of.walk_ins.map((one) => (
                  <li key={one.id}>
                    <span>{[one.names, one.community].filter(Boolean).join(', ')}</span>
                    <span>{say('training.page.walkIns.waits')}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {of.absent.length > 0 && (
            <Section title={say('training.page.absent', { n: of.absent.length })}>
              <p>{of.absent.map((one) => one.name).join(' · ')}</p>
            </Section>
          )}
          {of.replicas.length > 0 && (
            <Section title={say('training.page.replicas')}>
              <Replicas of={of} />
            </Section>
          )}
        </div>
      </div>
      <PhotosSection about={of.id} />
      <Section title={say('training.page.history')} tools={<Counted facts={facts} />}>
        <History of={of.history} />
      </Section>
    </>
  );
}

function Sheet({ of }: { readonly of: SessionValue }) {
  const { say } = useSpeaking();
  if (of.present.length === 0) return <p>{say('training.page.sheet.empty')}</p>;
  return (
    <>
      <p className="page-about">
        {say('training.page.sheet.count', { n: of.present.length })}
        {of.unnamed > 0 && `, ${say('training.page.sheet.unnamed', { n: of.unnamed })}`}
      </p>
      <ul className="lines">
        {of.present.map((line) => (
          <li key={line.person}>
            <span>
              <GoTo to={`/producers/${line.person}`} className="text-link">
                {line.name ?? say('people.page.erased-name')}
              </GoTo>
              {line.community ? `, ${line.community}` : ''}
            </span>
            <span>
              {say(`people.sex.${line.sex}`)} ·{' '}
              <FactLink id={line.fact} label={say(`training.evidence.${line.evidence}`)} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function About({ of }: { readonly of: SessionValue }) {
  const { say, language } = useSpeaking();
  return (
    <Particulars
      of={[
        [say('training.sessions.audience'), say(`training.audience.${of.audience}`)],
        [say('training.sessions.promoter'), of.promoter_name],
        [say('training.page.trainer'), of.trainer],
        [say('training.sessions.minutes'), say('training.page.minutes', { minutes: of.minutes })],
        [say('training.sessions.zone'), of.zone],
        [say('training.sessions.place'), of.place],
        [say('training.page.photos'), of.photos > 0 ? of.photos : of.no_photo],
        [say('training.sessionHeld.farWhy'), of.far_why],
        [say('training.sessionHeld.materials'), of.materials?.map((m) => say(`training.material.${m}`)).join(', ')],
        [say('training.sessionHeld.advised'), of.advised > 0 ? of.advised : null],
        [
          say('training.page.replicates'),
          of.replicates && of.replicates_on ? (
            <GoTo key="r" to={`/trainings/${of.replicates}`} className="text-link">
              {dayText(of.replicates_on, language)}
            </GoTo>
          ) : null,
        ],
      ]}
    />
  );
}

function Replicas({ of }: { readonly of: SessionValue }) {
  const { say, language } = useSpeaking();
  return (
    <ul className="lines">
      {of.replicas.map((replica) => (
        <li key={replica.id}>
          <GoTo to={`/trainings/${replica.id}`} className="text-link">
            {[dayText(replica.on_day, language), replica.zone].filter(Boolean).join(', ')}
          </GoTo>
          <span>{say('training.page.sheet.count', { n: countText(replica.named) })}</span>
        </li>
      ))}
    </ul>
  );
}
