import { FactLink } from '#kernel/office/FactLink.tsx';
import { DayField, FactFormFrame, TextField, YesField } from '#kernel/office/Fields.tsx';
import { dayText, todayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { ActionSeen } from '../facts.ts';
import { StateTag } from './certificationCells.tsx';
import type { Inspection } from './InspectionPage.tsx';

/** Non-conformities with what is done about each, and its closing evidence. */
export function Findings({ of }: { readonly of: Inspection }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  if (of.findings.length === 0)
    return <p>{say(of.report === null ? 'certification.page.not-yet' : 'certification.page.no-findings')}</p>;
  const actions = new Map((of.report?.actions ?? []).map((action) => [action.criterion, action.action]));
  const asked = new Map(of.criteria.map((criterion) => [criterion.code, criterion[language]]));
  return (
    <ul className="lines">
      {of.findings.map((finding) => (
        <li key={finding.criterion}>
          <span>
            <strong>{finding.criterion}</strong> {asked.get(finding.criterion)}
            <div className="certification-why">
              {actions.get(finding.criterion)} ·{' '}
              {say('certification.page.until', { day: dayText(finding.due, language) })}
            </div>
            {finding.closed_in && finding.closed_on && (
              <div className="certification-why">
                <FactLink
                  id={finding.closed_in}
                  label={say('certification.page.closed-on', { day: dayText(finding.closed_on, language) })}
                />
                {finding.note ? `: ${finding.note}` : ''}
              </div>
            )}
          </span>
          <span>
            <StateTag of={finding.level} words="certification.level" />{' '}
            <StateTag of={finding.state} words="certification.finding" />
            {finding.state === 'open' && may.record(ActionSeen.kind) && (
              <div>
                <SideForm label={say('certification.page.look')} quiet small>
                  {(close) => <LookForm inspection={of.id} criterion={finding.criterion} close={close} />}
                </SideForm>
              </div>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function LookForm(of: { readonly inspection: string; readonly criterion: string; readonly close: () => void }) {
  const { inspection, criterion, close } = of;
  const form = useFactForm(ActionSeen, { inspection, criterion, closed: true, note: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <YesField form={form} name="closed" />
      <TextField form={form} name="note" long required />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
