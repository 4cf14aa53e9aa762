import './certification.css';
import { Alert, Button } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Answer, useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { ChoiceField, DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { countText, dayText, massText, shareText, todayText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { useWhy } from '#kernel/office/Refusals.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { certificate } from '../certificateQuery.ts';
import { CertificateStopped, ListIssued, SampleDrawn, stops } from '../facts.ts';
import { StateTag } from './certificationCells.tsx';
import { ListProposal } from './ListProposal.tsx';
import { SampleForm } from './SampleForm.tsx';

type Certificate = AnswerOf<typeof certificate>;

/** One certificate: its approved list with what is left of each volume, samples, warnings, and the pack for the auditor. */
export function CertificatePage() {
  const asked = useAsk<typeof certificate>('certification.certificate', { certificate: usePathId() }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Whole of={value} facts={facts} />}</Asked>;
}

function Whole({ of, facts }: { readonly of: Certificate; readonly facts: Answer<unknown>['facts'] }) {
  const { say, language } = useSpeaking();
  const why = useWhy();
  const { volumes } = of;
  return (
    <>
      <PageHead
        title={of.number}
        about={[of.scheme_name, of.holder_name, say('certification.page.harvest', { year: of.harvest })].join(' · ')}
        actions={<Actions of={of} />}
      />
      {of.warnings.length > 0 && (
        <Alert className="tone-amber" title={say('certification.page.warnings')} icon={<Icon name="alert" />} mb="lg">
          {of.warnings.map((warning) => (
            <p key={warning.code}>{why(warning)}</p>
          ))}
        </Alert>
      )}
      <div className="cards certification-figures">
        <Figure label={say('certification.page.on-list')} value={countText(volumes.members)}>
          {volumes.stopped > 0 ? say('certification.page.stopped', { n: volumes.stopped }) : null}
        </Figure>
        <Figure label={say('certification.listed.estimated')} value={massText(volumes.estimated)} />
        <Figure label={say('certification.listed.used')} value={massText(volumes.used)}>
          {volumes.estimated > 0 ? shareText(Math.round((volumes.used / volumes.estimated) * 1_000_000)) : null}
        </Figure>
        <Figure label={say('certification.page.sample-size')} value={countText(of.sampleSize)}>
          {of.rules.sample.method === 'root'
            ? say('certification.page.sample.root', { least: of.rules.sample.atLeast })
            : say('certification.page.sample.share', {
                share: shareText(of.rules.sample.sharePpm),
                least: of.rules.sample.atLeast,
              })}
        </Figure>
      </div>
      <Section title={say('certification.listed')} flush>
        <DataTable
          of="certification.listed"
          params={{ certificate: of.id }}
          to={(row) => `/members/${String(row['membership'])}`}
          empty={say('certification.page.no-list')}
        />
      </Section>
      <div className="two">
        <Section title={say('certification.page.certificate')} tools={<Counted facts={facts} />}>
          <Particulars
            of={[
              [
                say('certification.certificateIssued.scheme'),
                <GoTo key="s" to={`/schemes/${of.scheme}`} className="text-link">
                  {of.scheme_name} · {of.edition}
                </GoTo>,
              ],
              [say('certification.certificateIssued.body'), of.body],
              [
                say('certification.certificates.validity'),
                <StateTag key="v" of={of.validity} words="certification.validity" />,
              ],
              [say('certification.certificateIssued.validFrom'), dayText(of.valid_from, language)],
              [say('certification.certificateIssued.validUntil'), dayText(of.valid_until, language)],
            ]}
          />
        </Section>
        <Section title={say('certification.page.lists')}>
          <Lists of={of} />
        </Section>
      </div>
    </>
  );
}

function Actions({ of }: { readonly of: Certificate }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  return (
    <>
      {may.record(CertificateStopped.kind) && (
        <SideForm label={say('certification.page.stop')} quiet>
          {(close) => <StopForm certificate={of.id} close={close} />}
        </SideForm>
      )}
      {may.record(SampleDrawn.kind) && of.volumes.members > 0 && (
        <SideForm label={say('certification.page.draw')} quiet>
          {(close) => <SampleForm certificate={of.id} close={close} />}
        </SideForm>
      )}
      {may.record(ListIssued.kind) && of.validity !== 'expired' && of.validity !== 'withdrawn' && (
        <SideForm label={say('certification.page.issue')} quiet>
          {(close) => <ListProposal certificate={of.id} close={close} />}
        </SideForm>
      )}
      <Button
        component="a"
        href={`/api/certification/pack?certificate=${of.id}&lang=${language}`}
        download
        leftSection={<Icon name="download" size={18} />}
      >
        {say('certification.page.pack')}
      </Button>
    </>
  );
}

function Lists({ of }: { readonly of: Certificate }) {
  const { say, language } = useSpeaking();
  return (
    <>
      <ul className="lines">
        {of.lists.map((list) => (
          <li key={list.id}>
            <FactLink
              id={list.id}
              label={say('certification.page.version', { n: list.version, day: dayText(list.on_day, language) })}
            />
            <span>{say('certification.page.version.of', { n: list.members, kg: massText(list.grams) })}</span>
          </li>
        ))}
      </ul>
      {of.samples.length > 0 && <h3>{say('certification.page.samples')}</h3>}
      <ul className="lines">
        {of.samples.map((sample) => (
          <li key={sample.id}>
            <FactLink
              id={sample.id}
              label={`${say(`certification.purpose.${sample.purpose}`)} · ${dayText(sample.on_day, language)}`}
            />
            <span>
              {say('certification.page.sample.of', { n: sample.size, of: sample.population, seed: sample.seed })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function StopForm({ certificate: id, close }: { readonly certificate: string; readonly close: () => void }) {
  const { say } = useSpeaking();
  const form = useFactForm(CertificateStopped, { certificate: id, state: '', reason: '', on: todayText() });
  const choices = stops.map((value) => ({ value, label: say(`certification.stop.${value}`) }));
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <ChoiceField form={form} name="state" choices={choices} required />
      <TextField form={form} name="reason" long required />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
