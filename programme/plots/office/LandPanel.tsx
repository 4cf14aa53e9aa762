import { Alert, Group, Stack } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { dayText, shareText, todayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay, useSpeaking } from '#kernel/office/language.tsx';
import { Particulars } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { CaseOpened } from '../screeningFacts.ts';
import type { verdict } from '../screeningQueries.ts';
import { LandGround } from './LandGround.tsx';
import { CaseTag, LandTag } from './landVerdicts.tsx';

type Land = AnswerOf<typeof verdict>;
type Now = NonNullable<Land['now']>;

/** A plot's land verdict on its page: what it is, by which rule, and what each layer showed. */
export function LandPanel({ id }: { readonly id: string }) {
  const asked = useAsk<typeof verdict>('plots.verdict', { plot: id });
  return <Asked of={asked}>{(value) => <Whole of={value} />}</Asked>;
}

function Whole({ of }: { readonly of: Land }) {
  const say = useSay();
  const { now } = of;
  if (!now) return <div className="section-body">{say(of.mapped ? 'plots.land.none' : 'plots.land.unmapped')}</div>;
  return (
    <Stack className="section-body" gap="md">
      {of.outdated && <Alert className="tone-amber">{say('plots.land.outdated')}</Alert>}
      {now.changed_from && (
        <Alert className="tone-amber">
          {say('plots.land.changed', { from: say(`plots.land_verdict.${now.changed_from}`) })}
        </Alert>
      )}
      <Standing of={of} now={now} />
      <LandFigures of={now} />
      <LandGround of={of.ground} />
      {of.changes.length > 1 && <Changes of={of.changes} />}
    </Stack>
  );
}

function Standing({ of, now }: { readonly of: Land; readonly now: Now }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const doubt = now.case_state !== 'open' && may.record('plots.caseOpened');
  return (
    <>
      <p>
        <LandTag verdict={now.verdict} /> {say(`plots.land_reason.${now.reason}`)},{' '}
        {say('plots.land.since', { day: dayText(now.at, language) })}
        {now.decided_name ? ` · ${say('plots.land.decided', { who: now.decided_name })}` : ''}
      </p>
      <Group gap="sm">
        {now.case_id && (
          <>
            <CaseTag state={now.case_state} />
            <GoTo className="text-link" to={`/screening/cases/${now.case_id}`}>
              {say('plots.land.open-case')}
            </GoTo>
          </>
        )}
        {doubt && (
          <SideForm label={say('plots.land.doubt')} quiet small>
            {(close) => <Doubt plot={of.plot} screening={now.screening} close={close} />}
          </SideForm>
        )}
      </Group>
    </>
  );
}

/** What the rule looked at. */
export function LandFigures({ of }: { readonly of: Omit<Now, 'decided_name'> }) {
  const { say, language } = useSpeaking();
  const share = (ppm: number | null) => (ppm === null ? null : shareText(ppm));
  return (
    <Particulars
      of={[
        [say('plots.verdicts.trees_ppm'), share(of.trees_ppm)],
        [say('plots.verdicts.lost_before_ppm'), share(of.lost_before_ppm)],
        [say('plots.verdicts.lost_after_ppm'), share(of.lost_after_ppm)],
        [say('plots.verdicts.alerts_ppm'), share(of.alerts_ppm)],
        [say('plots.verdicts.unknown_ppm'), of.unknown_ppm > 0 ? share(of.unknown_ppm) : null],
        [say('plots.verdicts.protected_ppm'), share(of.protected_ppm)],
        [say('plots.verdicts.community_ppm'), share(of.community_ppm)],
        [
          say('plots.verdicts.screened_on'),
          <FactLink key="f" id={of.screening} label={dayText(of.screened_on, language)} />,
        ],
        [say('plots.verdicts.rule'), say('plots.land.by-rule', { rule: of.rule, share: shareText(of.rule_share_ppm) })],
      ]}
    />
  );
}

function Changes({ of }: { readonly of: Land['changes'] }) {
  const { say, language } = useSpeaking();
  return (
    <>
      <h3>{say('plots.land.changes')}</h3>
      <ul className="lines">
        {of.map((change) => (
          <li key={change.fact}>
            <FactLink id={change.fact} label={dayText(change.at, language)} />
            <LandTag verdict={change.verdict} />
            <span>{say(`plots.land_reason.${change.reason}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Doubt({
  plot,
  screening,
  close,
}: {
  readonly plot: string;
  readonly screening: string;
  readonly close: () => void;
}) {
  const say = useSay();
  const form = useFactForm(CaseOpened, { plot, case: screening, reason: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('plots.land.doubt')}>
      <p>{say('plots.land.doubt.about')}</p>
      <TextField form={form} name="reason" required long />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
