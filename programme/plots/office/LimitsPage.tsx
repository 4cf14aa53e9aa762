import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { countText, dayText, numberText, todayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { LimitsLine, limits } from '../limitsQuery.ts';
import type { LimitName } from '../ruleSets.ts';
import { LimitsForm } from './LimitsForm.tsx';
import { limitGroups, shownLimit } from './limitGroups.ts';

/** What boundaries are judged by, where it comes from, and what was in force before. */
export function LimitsPage() {
  const { say } = useSpeaking();
  const { may } = usePresent();
  const asked = useAsk<typeof limits>('plots.limits', {}, { facts: true });
  return (
    <Asked of={asked}>
      {(sets, facts) => (
        <>
          <PageHead
            about={say('plots.limits.about')}
            actions={
              may.record('plots.limitsSet') && (
                <SideForm label={say('plots.limits.change')}>
                  {(close) => <LimitsForm now={inForceOf(sets).limits} close={close} />}
                </SideForm>
              )
            }
          />
          <InForce of={inForceOf(sets)} />
          <Values sets={sets} />
          <Section title={say('plots.limits.sets')} tools={<Counted facts={facts} />}>
            <Sets of={sets} />
          </Section>
        </>
      )}
    </Asked>
  );
}

function inForceOf(sets: readonly LimitsLine[]): LimitsLine {
  const today = todayText();
  return (sets.find((set) => set.from <= today) ?? sets.at(-1)) as LimitsLine;
}

function InForce({ of }: { readonly of: LimitsLine }) {
  const { say, language } = useSpeaking();
  return (
    <Section>
      <Particulars
        of={[
          [say('plots.limitsSet.from'), dayText(of.from, language)],
          [say('plots.limitsSet.source'), of.source],
          [say('plots.limits.by'), of.by],
        ]}
      />
    </Section>
  );
}

function Values({ sets }: { readonly sets: readonly LimitsLine[] }) {
  const { say } = useSpeaking();
  const now = inForceOf(sets);
  const first = sets.at(-1) as LimitsLine;
  return (
    <div className="two">
      {limitGroups.map(({ group, names }) => (
        <Section key={group} title={say(`plots.limits.group.${group}`)}>
          <dl className="particulars limits">
            {names.map((name: LimitName) => (
              <div key={name}>
                <dt>{say(`plots.limit.${name}`)}</dt>
                <dd>
                  {numberText(shownLimit(name, now.limits[name]))}
                  {now.limits[name] !== first.limits[name] && (
                    <small className="soft">
                      {' '}
                      {say('plots.limits.was', { value: numberText(shownLimit(name, first.limits[name])) })}
                    </small>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </div>
  );
}

function Sets({ of }: { readonly of: readonly LimitsLine[] }) {
  const { say, language } = useSpeaking();
  const now = inForceOf(of);
  return (
    <ul className="lines">
      {of.map((set) => {
        const label = say('plots.limits.from', { day: dayText(set.from, language) });
        return (
          <li key={set.id ?? 'first'}>
            {set.id ? <FactLink id={set.id} label={label} /> : <b>{label}</b>}
            <span>
              {set.source}
              {set.by && ` · ${set.by}`}
            </span>
            <span>
              {say('plots.limits.judged', { n: countText(set.judged) })}{' '}
              {set === now && <Tag tone="leaf">{say('plots.limits.now')}</Tag>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
