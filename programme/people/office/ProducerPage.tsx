import { Alert, Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Answer, useAsk } from '#kernel/office/ask.ts';
import { Counted } from '#kernel/office/FactsList.tsx';
import { dayText } from '#kernel/office/format.ts';
import { GoTo, useGo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { Panels } from '#kernel/office/Panels.tsx';
import { PhotosSection } from '#kernel/office/Photos.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { producer } from '../queries.ts';
import { Consents, Household, Identity, Merged } from './ProducerParts.tsx';
import { type ProducerTask, ProducerTasks } from './ProducerTasks.tsx';

export type ProducerValue = AnswerOf<typeof producer>;

/** One producer: who she is, what she agreed to, and everything that the programme did with her. */
export function ProducerPage() {
  const id = usePathId();
  const asked = useAsk<typeof producer>('people.producer', { person: id }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Producer of={value} facts={facts} />}</Asked>;
}

function Producer({ of, facts }: { readonly of: ProducerValue; readonly facts: Answer<unknown>['facts'] }) {
  const { say } = useSpeaking();
  const [task, start] = useState<ProducerTask | null>(null);
  const place = [of.community, of.district_name, of.zone_name].filter(Boolean).join(' · ');
  return (
    <>
      <PageHead
        title={of.name ?? say('people.page.erased-name')}
        about={place}
        actions={!of.erased && <Actions of={of} start={start} />}
      />
      <Notices of={of} />
      <div className="two">
        <Section title={say('people.page.identity')}>
          <Identity of={of} />
        </Section>
        <div>
          <Section title={say('people.page.consents')}>
            <Consents of={of} />
          </Section>
          <Section title={say('people.page.household')}>
            <Household of={of} />
          </Section>
        </div>
      </div>
      <PhotosSection about={of.id} />
      <Panels on="producer" id={of.id} />
      {of.merged.length > 0 && (
        <Section title={say('people.page.merged')}>
          <Merged of={of} />
        </Section>
      )}
      <Section title={say('people.page.history')} tools={<Counted facts={facts} />}>
        <History of={of.history} />
      </Section>
      <ProducerTasks of={of} task={task} close={() => start(null)} />
    </>
  );
}

/** What somebody has to know first. */
function Notices({ of }: { readonly of: ProducerValue }) {
  const { say, language } = useSpeaking();
  return (
    <>
      {of.same_as && (
        <Alert className="tone-amber" mb="lg" icon={<Icon name="alert" />}>
          {say('people.page.is-duplicate')}{' '}
          <GoTo to={`/producers/${of.same_as}`} className="text-link">
            {say('people.page.see-kept')}
          </GoTo>
        </Alert>
      )}
      {of.erased && (
        <Alert className="tone-amber" mb="lg">
          {say('people.erased')}
        </Alert>
      )}
      {of.erasure && of.erasure.approved_on === null && (
        <Alert className="tone-amber" mb="lg" icon={<Icon name="alert" />}>
          {say('people.page.erasure-open', { day: dayText(of.erasure.on_day, language) })}
        </Alert>
      )}
    </>
  );
}

function Actions({ of, start }: { readonly of: ProducerValue; readonly start: (task: ProducerTask) => void }) {
  const { say } = useSpeaking();
  const go = useGo();
  const { may } = usePresent();
  const more: [ProducerTask, string, boolean][] = [
    [
      'passbook',
      'people.passbook',
      may.ask('people.passbook') && may.record('people.passbookOpened') && of.same_as === null,
    ],
    ['consent', 'people.page.consent.change', may.record('people.consentChanged')],
    ['merge', 'people.page.merge', may.record('people.duplicateMerged') && of.same_as === null],
    ['erase', 'people.page.erase', may.record('people.erasureAsked') && of.erasure === null],
  ];
  const allowed = more.filter(([, , mine]) => mine);
  return (
    <>
      {may.ask('people.cards') && of.same_as === null && (
        <Button variant="default" onClick={() => go(`/cards?person=${of.id}`)}>
          {say('people.page.card')}
        </Button>
      )}
      {may.record('people.producerCorrected') && (
        <Button onClick={() => start('correct')}>{say('people.page.correct')}</Button>
      )}
      {allowed.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<Icon name="down" size={16} />}>
              {say('people.page.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {allowed.map(([task, word]) => (
              <Menu.Item key={task} onClick={() => start(task)}>
                {say(word)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
