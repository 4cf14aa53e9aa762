import { DataTable } from '#kernel/office/DataTable.tsx';
import { DayField, FactFormFrame, NumberField, TextField } from '#kernel/office/Fields.tsx';
import { todayText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { SideForm } from '#kernel/office/SideForm.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { ExchangeRateNoted, FundingAgreed } from '../facts.ts';

/** Who pays for what, and what a dollar cost: what a donor's figures stand on. */
export function MoneyPage() {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      <PageHead about={say('indicators.page.money-about')} />
      <Section title={say('indicators.funding')} flush>
        <DataTable
          of="indicators.funding"
          cells={{ activities: { show: (row) => activitiesText(String(row['activities'] ?? ''), say) } }}
          tools={<Tell kind={FundingAgreed} about={say('indicators.page.funding-about')} />}
        />
      </Section>
      <Section title={say('indicators.rates')} flush>
        <DataTable
          of="indicators.rates"
          tools={
            may.record(ExchangeRateNoted.kind) && (
              <SideForm label={say(ExchangeRateNoted.kind)} quiet plus>
                {(close) => <NoteRate close={close} />}
              </SideForm>
            )
          }
        />
      </Section>
    </>
  );
}

const activitiesText = (codes: string, say: (key: string) => string): string =>
  codes
    .split(', ')
    .filter((code) => code !== '')
    .map((code) => say(`indicators.activities.${code}`))
    .join(', ');

function NoteRate({ close }: { readonly close: () => void }) {
  const say = useSay();
  const today = todayText();
  const form = useFactForm(ExchangeRateNoted, {
    currency: 'USD',
    month: today.slice(0, 7),
    rate: '',
    source: '',
    on: today,
  });
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      <p>{say('indicators.page.rate-about')}</p>
      <TextField form={form} name="month" required hint={say('indicators.no-month')} />
      <NumberField form={form} name="rate" required scale={1_000_000} />
      <TextField form={form} name="source" required />
      <DayField form={form} name="on" required />
    </FactFormFrame>
  );
}
