import { Alert, Stack } from '@mantine/core';
import type { Row } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { FactFormFrame } from '#kernel/office/Fields.tsx';
import { dayText, moneyText, todayText } from '#kernel/office/format.ts';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Particulars } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { PricesApproved } from '../facts.ts';

const money = ['dry_1', 'dry_2', 'dry_ss', 'wet_1', 'wet_2', 'quality_per_kg', 'certified_per_kg'] as const;

/** One list of prices; the second person approves it here. */
export function PriceList({ of, done }: { readonly of: Row; readonly done: () => void }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const day = (name: string) => (typeof of[name] === 'string' ? dayText(of[name], language) : null);
  const text = (name: string) => (typeof of[name] === 'string' ? of[name] : null);
  const id = String(of['id']);
  return (
    <Stack gap="lg">
      <Particulars
        of={[
          [say('purchasing.prices.centre_name'), text('centre_name')],
          [say('purchasing.prices.on_day'), day('on_day')],
          [say('purchasing.prices.until_day'), day('until_day')],
          ...money.map((name) => {
            const value = of[name];
            return [
              say(`purchasing.prices.${name}`),
              value === null || value === undefined ? null : moneyText(Number(value)),
            ] as const;
          }),
          [say('purchasing.prices.author_name'), text('author_name')],
          [say('purchasing.prices.approved_name'), text('approved_name')],
          [say('purchasing.prices.approved_day'), day('approved_day')],
        ]}
      />
      <FactLink id={id} label={say('fact.open')} />
      {day('approved_day') === null && may.record(PricesApproved.kind) ? (
        <Approval list={id} author={text('author_name')} done={done} />
      ) : null}
    </Stack>
  );
}

function Approval(of: { readonly list: string; readonly author: string | null; readonly done: () => void }) {
  const { say } = useSpeaking();
  const { session } = usePresent();
  const form = useFactForm(PricesApproved, { prices: of.list, on: todayText() });
  if (of.author === session.staff.names)
    return (
      <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
        {say('purchasing.page.other-person')}
      </Alert>
    );
  return (
    <FactFormFrame form={form} done={of.done} cancel={of.done} label={say('purchasing.page.approve')}>
      <p>{say('purchasing.page.approve-about')}</p>
    </FactFormFrame>
  );
}
