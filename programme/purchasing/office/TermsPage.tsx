import { NativeSelect, NumberInput, SimpleGrid } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk, usePage } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { ChoiceField, DayField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { countText, dayText, moneyText, shareText, todayText } from '#kernel/office/format.ts';
import { useSay, useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import { type BuyingTermsSaid, TermsSet } from '../deskFacts.ts';
import type { BuyingTerms } from '../terms.ts';
import type { terms } from '../termsQueries.ts';

type Said = AnswerOf<typeof terms>;

/** What receipts are judged and computed by, set by set with source and day, and who comes near what tax papers allow. */
export function TermsPage() {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      <PageHead
        about={say('purchasing.page.terms-about')}
        actions={
          may.record(TermsSet.kind) ? (
            <SideForm label={say('purchasing.page.new-terms')} plus>
              {(close) => <TermsForm close={close} />}
            </SideForm>
          ) : null
        }
      />
      <Asked of={useAsk<typeof terms>('purchasing.terms')}>{(said) => <Sets of={said} />}</Asked>
      {may.ask('purchasing.sellers') ? (
        <Section title={say('purchasing.sellers')} flush>
          <DataTable
            of="purchasing.sellers"
            cells={{ standing: { words: 'purchasing.standing' } }}
            to={(row) => `/producers/${String(row['person'])}`}
          />
        </Section>
      ) : null}
    </>
  );
}

function Sets({ of }: { readonly of: Said }) {
  const { say, language } = useSpeaking();
  const today = todayText();
  const now = of.sets.find((set) => set.buyer === null && set.from <= today)?.id ?? null;
  return (
    <>
      {of.sets.map((set) => (
        <Section
          key={set.id}
          title={
            <>
              {say('purchasing.page.terms-from', { day: dayText(set.from, language) })}{' '}
              {set.id === now ? <Tag tone="leaf">{say('purchasing.page.in-force')}</Tag> : null}
            </>
          }
        >
          <Particulars
            of={[
              ...(set.buyer_name ? [[say('purchasing.termsSet.buyer'), set.buyer_name] as const] : []),
              ...linesOf(set.terms, say),
              [say('purchasing.termsSet.source'), set.source],
              [say('purchasing.prices.author_name'), set.by],
            ]}
          />
          <FactLink id={set.id} label={say('fact.open')} />
        </Section>
      ))}
      <Section title={say('purchasing.page.terms-first')}>
        <Particulars of={[...linesOf(of.first.terms, say), [say('purchasing.termsSet.source'), of.first.source]]} />
      </Section>
    </>
  );
}

type Say = (key: string, params?: Record<string, string | number>) => string;

/** A set in words: only what it says. */
function linesOf(of: BuyingTermsSaid | BuyingTerms, say: Say): (readonly [string, string])[] {
  return Object.entries(of)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [say(`purchasing.terms.${name}`), textOf(name, value, say)] as const);
}

function textOf(name: string, value: unknown, say: Say): string {
  if (name === 'uit')
    return (value as BuyingTerms['uit']).map(({ year, amount }) => `${year}: ${moneyText(amount)}`).join(' · ');
  if (name === 'gradeLimits')
    return (value as BuyingTerms['gradeLimits'])
      .map((g) => `${say(`purchasing.grade.${g.grade}`)}: ${g.mouldy} / ${g.slaty} / ${g.infested} %`)
      .join(' · ');
  if (shares.includes(name)) return shareText(Number(value));
  if (typeof value === 'number') return countText(value);
  if (typeof value === 'boolean') return say(value ? 'office.yes' : 'office.no');
  return name === 'cutEdition' ? String(value) : say(`purchasing.terms.${name}.${String(value)}`);
}

const shares = ['fermentedMinimum', 'moistureLimit', 'advanceCap', 'uitWarn'];
const numbers = [
  ['plausibleKgHa', 1],
  ['scaleDueDays', 1],
  ['scaleOutDays', 1],
  ['cutLeast', 1],
  ['fermentedMinimum', 10_000],
  ['moistureLimit', 10_000],
  ['advanceCap', 10_000],
  ['uitTimes', 1],
] as const;
const choices = [
  ['fermentedCounts', ['well-and-partly', 'well']],
  ['land', ['unscreened-too', 'screened-only']],
  ['takesFirst', ['fund', 'advance']],
] as const;

/** A new set: only what changes is filled in. */
function TermsForm({ close }: { readonly close: () => void }) {
  const say = useSay();
  const today = todayText();
  const form = useFactForm(TermsSet, { terms: {}, source: '', from: today, on: today });
  const organisations = usePage('partners.organisations', { size: 200 });
  const buyers = (organisations.data?.value.rows ?? []).map((row) => ({
    value: String(row['id']),
    label: String(row['name']),
  }));
  const said = form.values['terms'] as BuyingTermsSaid;
  const put = (name: string, value: unknown) => {
    const { [name as keyof BuyingTermsSaid]: _gone, ...rest } = said;
    form.set('terms', value === undefined ? rest : { ...rest, [name]: value });
  };
  const year = Number(today.slice(0, 4));
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <p>{say('purchasing.page.new-terms-about')}</p>
      <DayField form={form} name="from" required />
      <ChoiceField form={form} name="buyer" choices={buyers} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {numbers.map(([name, scale]) => (
          <NumberInput
            key={name}
            label={say(`purchasing.terms.${name}`)}
            rightSection={scale === 1 ? null : '%'}
            min={0}
            hideControls
            onChange={(value) => put(name, value === '' ? undefined : Math.round(Number(value) * scale))}
          />
        ))}
        <NumberInput
          label={say('purchasing.page.uit-of', { year })}
          leftSection="S/"
          min={0}
          hideControls
          onChange={(value) =>
            put('uit', value === '' ? undefined : [{ year, amount: Math.round(Number(value) * 100) }])
          }
        />
        {choices.map(([name, values]) => (
          <NativeSelect
            key={name}
            label={say(`purchasing.terms.${name}`)}
            data={[
              { value: '', label: say('purchasing.page.stays') },
              ...values.map((value) => ({ value, label: say(`purchasing.terms.${name}.${value}`) })),
            ]}
            onChange={(event) => put(name, event.currentTarget.value || undefined)}
          />
        ))}
      </SimpleGrid>
      <TextField form={form} name="source" long required />
    </FactFormFrame>
  );
}
