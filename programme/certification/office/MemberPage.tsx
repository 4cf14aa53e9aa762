import { Asked } from '#kernel/office/Asked.tsx';
import { type Answer, useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { ChoiceField, DayField, FactFormFrame } from '#kernel/office/Fields.tsx';
import { areaText, dayText, moneyText, todayText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { approval } from '../approvalQuery.ts';
import type { member } from '../detailQueries.ts';
import { leaving, MemberLeft } from '../facts.ts';
import { inspectionCells, StateTag } from './certificationCells.tsx';
import { Standings } from './Standings.tsx';

type Member = AnswerOf<typeof member>;

/** One member: state, plots, inspections, decisions, and what she may deliver. */
export function MemberPage() {
  const id = usePathId();
  const asked = useAsk<typeof member>('certification.member', { membership: id }, { facts: true });
  return <Asked of={asked}>{(value, facts) => <Whole of={value} facts={facts} />}</Asked>;
}

function Whole({ of, facts }: { readonly of: Member; readonly facts: Answer<unknown>['facts'] }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const standings = useAsk<typeof approval>('certification.approval', { person: of.person });
  return (
    <>
      <PageHead
        title={of.name ?? say('people.page.erased-name')}
        about={[of.scheme_name, of.organisation, of.zone].filter(Boolean).join(' · ')}
        actions={
          may.record('certification.memberLeft') && of.state !== 'withdrawn' ? (
            <SideForm label={say('certification.page.leaves')} quiet>
              {(close) => <LeaveForm membership={of.id} close={close} />}
            </SideForm>
          ) : null
        }
      />
      <div className="two">
        <Section title={say('certification.page.standing')}>
          <About of={of} />
        </Section>
        <Section title={say('certification.page.may-deliver')}>
          <Asked of={standings}>{(value) => <Standings of={value.standings} />}</Asked>
        </Section>
      </div>
      <Section title={say('certification.page.plots')} flush>
        <Plots of={of} language={language} />
      </Section>
      <Section title={say('certification.page.inspections')} flush>
        <DataTable
          of="certification.inspections"
          params={{ membership: of.id }}
          cells={inspectionCells}
          without={['name', 'scheme', 'zone']}
          to={(row) => `/inspections/${String(row['id'])}`}
        />
      </Section>
      {of.decisions.length > 0 && (
        <Section title={say('certification.page.decisions')}>
          <ul className="lines">
            {of.decisions.map((line) => (
              <li key={line.decision}>
                <span>
                  <FactLink id={line.decision} label={say('certification.page.act', { act: line.act })} />{' '}
                  {dayText(line.on_day, language)}
                </span>
                <span>
                  {say('certification.page.votes', { n: line.voters, out: line.abstained })}{' '}
                  <StateTag of={line.outcome} words="certification.decided" />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say('certification.page.history')} tools={<Counted facts={facts} />}>
        <History of={of.history} />
      </Section>
    </>
  );
}

function About({ of }: { readonly of: Member }) {
  const { say, language } = useSpeaking();
  return (
    <Particulars
      of={[
        [
          say('certification.memberApplied.person'),
          <GoTo key="p" to={`/producers/${of.person}`} className="text-link">
            {of.name ?? say('people.page.erased-name')}
          </GoTo>,
        ],
        [say('certification.members.state'), <StateTag key="s" of={of.state} words="certification.state" />],
        [say('certification.members.state_on'), dayText(of.state_on, language)],
        [say('certification.members.on_day'), dayText(of.on_day, language)],
        [say('certification.memberApplied.holdingM2'), of.holding_m2 === null ? null : areaText(of.holding_m2)],
        [say('certification.memberApplied.turnover'), of.turnover === null ? null : moneyText(of.turnover)],
        [
          say('certification.memberApplied.onlyGroup'),
          of.only_group === null ? null : say(of.only_group ? 'office.yes' : 'office.no'),
        ],
      ]}
    />
  );
}

function Plots({ of, language }: { readonly of: Member; readonly language: 'es' | 'en' }) {
  const { say } = useSpeaking();
  return (
    <div className="table-scroll section-body">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('certification.plotEntered.plot')}</th>
            <th scope="col" className="numeric">
              {say('certification.members.m2')}
            </th>
            <th scope="col">{say('certification.plotEntered.lastForbidden')}</th>
            <th scope="col">{say('certification.page.ready')}</th>
          </tr>
        </thead>
        <tbody>
          {of.plots.map((plot) => (
            <tr key={plot.plot}>
              <th scope="row">
                <GoTo to={`/plots/${plot.plot}`} className="text-link">
                  {plot.name}
                </GoTo>
              </th>
              <td className="numeric">{plot.m2 === null ? '—' : areaText(plot.m2)}</td>
              <td>{plot.last_forbidden ? dayText(plot.last_forbidden, language) : say('certification.page.never')}</td>
              <td>
                <Tag tone={plot.ready ? 'leaf' : 'blue'}>
                  {say(plot.ready ? 'certification.page.is-ready' : 'certification.page.in-conversion', {
                    day: dayText(plot.ready_on, language),
                  })}
                </Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LeaveForm({ membership, close }: { readonly membership: string; readonly close: () => void }) {
  const { say } = useSpeaking();
  const form = useFactForm(MemberLeft, { membership, because: '', on: todayText() });
  const choices = leaving.map((value) => ({ value, label: say(`certification.leaving.${value}`) }));
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <ChoiceField form={form} name="because" choices={choices} required />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
