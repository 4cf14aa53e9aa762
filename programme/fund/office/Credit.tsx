import { Alert, Stack, Tabs } from '@mantine/core';
import type { Row } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { countText, dayText, moneyText, todayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Particulars } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { Voided } from '#kernel/pure/fact.ts';
import { CreditApproved } from '../facts.ts';

/** One credit: what was asked, by whom, and the answer to it. */
export function Credit({ of, done }: { readonly of: Row; readonly done: () => void }) {
  const { say, language } = useSpeaking();
  const { may, session } = usePresent();
  const text = (name: string) => (typeof of[name] === 'string' ? of[name] : null);
  const day = (name: string) => (typeof of[name] === 'string' ? dayText(of[name], language) : null);
  const id = String(of['id']);
  const mine = text('asked_by') === session.staff.names;
  return (
    <Stack gap="lg">
      <Particulars
        of={[
          [
            say('fund.credits.name'),
            <GoTo key="n" className="text-link" to={`/loans/${String(of['person'])}`}>
              {text('name')}
            </GoTo>,
          ],
          [say('fund.credits.zone'), text('zone')],
          [say('fund.credits.goods'), text('goods')],
          [say('fund.credits.quantity'), countText(Number(of['quantity']))],
          [say('fund.credits.amount'), moneyText(Number(of['amount']))],
          [say('fund.credits.state'), say(`fund.state.${text('state') ?? ''}`)],
          [say('fund.credits.asked_on'), day('asked_on')],
          [say('fund.credits.asked_by'), text('asked_by')],
          [say('fund.credits.approved_by'), text('approved_by')],
          [say('fund.credits.approved_on'), day('approved_on')],
        ]}
      />
      <FactLink id={id} label={say('fact.open')} />
      {of['state'] !== 'asked' ? null : mine ? (
        <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
          {say('fund.own-approval')}
        </Alert>
      ) : may.record(CreditApproved.kind) ? (
        <Tabs defaultValue="yes">
          <Tabs.List mb="md">
            <Tabs.Tab value="yes">{say('fund.page.approve')}</Tabs.Tab>
            <Tabs.Tab value="no">{say('fund.page.refuse')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="yes">
            <Approve credit={id} done={done} />
          </Tabs.Panel>
          <Tabs.Panel value="no">
            <Refuse credit={id} done={done} />
          </Tabs.Panel>
        </Tabs>
      ) : null}
    </Stack>
  );
}

interface Answer {
  readonly credit: string;
  readonly done: () => void;
}

function Approve({ credit, done }: Answer) {
  const { say } = useSpeaking();
  const form = useFactForm(CreditApproved, { credit, on: todayText() });
  return (
    <FactFormFrame form={form} done={done} cancel={done} label={say('fund.page.approve')}>
      <p>{say('fund.page.approve-about')}</p>
    </FactFormFrame>
  );
}

/** A request that is refused is taken back with its reason; it moved nothing in the book. */
function Refuse({ credit, done }: Answer) {
  const { say } = useSpeaking();
  const form = useFactForm(Voided, { fact: credit, reason: '', on: todayText() });
  return (
    <FactFormFrame form={form} done={done} cancel={done} label={say('fund.page.refuse')}>
      <p>{say('fund.page.refuse-about')}</p>
      <TextField form={form} name="reason" long required />
    </FactFormFrame>
  );
}
