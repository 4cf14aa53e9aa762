import { Text } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { DayField, FactFormFrame, NumberField, TextField } from '#kernel/office/Fields.tsx';
import { dayText, shareText, todayText } from '#kernel/office/format.ts';
import { useSay, useSpeaking } from '#kernel/office/language.tsx';
import { Particulars, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { screeningRule } from '../layersQueries.ts';
import { ScreeningRuleSet } from '../screeningFacts.ts';
import { ruleOn } from '../screeningRules.ts';

type Rules = AnswerOf<typeof screeningRule>;

/** The numbers by which ground becomes a verdict, each with its source and the day from which it holds. */
export function RulesTab() {
  const say = useSay();
  const { may } = usePresent();
  const asked = useAsk<typeof screeningRule>('plots.screeningRules');
  return (
    <Asked of={asked}>
      {(rules) => (
        <>
          <Text className="page-about" mb="md">
            {say('plots.rules.about')}
          </Text>
          {may.record('plots.screeningRuleSet') && (
            <SideForm label={say('plots.rules.set')} plus>
              {(close) => <SetRule from={ruleOn(todayText(), [...rules].reverse())} close={close} />}
            </SideForm>
          )}
          {rules.map((rule) => (
            <Rule
              key={rule.set ?? rule.name}
              of={rule}
              now={ruleOn(todayText(), [...rules].reverse()).set === rule.set}
            />
          ))}
        </>
      )}
    </Asked>
  );
}

function Rule({ of, now }: { readonly of: Rules[number]; readonly now: boolean }) {
  const { say, language } = useSpeaking();
  return (
    <Section
      title={
        <>
          {of.name} {now && <Tag tone="leaf">{say('plots.rules.now')}</Tag>}
        </>
      }
    >
      <Particulars
        of={[
          [say('plots.layers.from_day'), dayText(of.from, language)],
          [say('plots.rules.share'), shareText(of.sharePpm)],
          [say('plots.rules.loss'), say('plots.rules.loss-from', { year: String(of.lossFromYear) })],
          [say('plots.rules.trees'), `${of.treePercent} %`],
          [say('plots.rules.protected'), shareText(of.protectedPpm)],
          [say('plots.rules.source'), of.source],
        ]}
      />
    </Section>
  );
}

function SetRule({ from, close }: { readonly from: Rules[number]; readonly close: () => void }) {
  const say = useSay();
  const { sharePpm, lossFromYear, treePercent, protectedPpm } = from;
  const numbers = { sharePpm, lossFromYear, treePercent, protectedPpm };
  const today = todayText();
  const form = useFactForm(ScreeningRuleSet, { name: '', source: '', ...numbers, from: today, reason: '', on: today });
  return (
    <FactFormFrame form={form} done={close} cancel={close} label={say('plots.rules.set')}>
      <p>{say('plots.rules.about')}</p>
      <TextField form={form} name="name" required />
      <NumberField form={form} name="sharePpm" scale={10_000} required />
      <NumberField form={form} name="lossFromYear" required />
      <NumberField form={form} name="treePercent" required />
      <NumberField form={form} name="protectedPpm" scale={10_000} required />
      <DayField form={form} name="from" required />
      <TextField form={form} name="source" required long />
      <TextField form={form} name="reason" long />
    </FactFormFrame>
  );
}
