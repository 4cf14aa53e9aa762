import { Alert } from '@mantine/core';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { countText, dayText, massText, moneyText, shareText } from '#kernel/office/format.ts';
import { GoTo, usePathId } from '#kernel/office/GoTo.tsx';
import { History } from '#kernel/office/History.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Figure, PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { Refusal } from '#kernel/pure/refusal.ts';
import { SettlementIssued } from '../deskFacts.ts';
import type { purchase } from '../queries.ts';
import { CutResult } from './CutResult.tsx';
import { type Receipt, Recomputed } from './Recomputed.tsx';

/** One receipt: who, what, how much, and how every figure on it was computed. */
export function PurchasePage() {
  const id = usePathId();
  return (
    <Asked of={useAsk<typeof purchase>('purchasing.purchase', { id })}>{(value) => <Whole receipt={value} />}</Asked>
  );
}

function Whole({ receipt: of }: { readonly receipt: Receipt }) {
  const { say, language } = useSpeaking();
  return (
    <>
      <PageHead
        title={say('purchasing.page.receipt', { number: of.receipt })}
        about={`${of.centre_name} · ${dayText(of.on_day, language)}`}
        actions={
          <>
            <Tag tone={of.agrees ? 'leaf' : 'red'}>
              {say(of.agrees ? 'purchasing.page.agrees' : 'purchasing.page.differs')}
            </Tag>
            {of.settlement === null && !of.void ? (
              <Tell kind={SettlementIssued} given={{ purchase: of.id }} label={say('purchasing.page.settle')} small />
            ) : null}
            {of.void ? <Tag tone="red">{say('history.voided')}</Tag> : null}
          </>
        }
      />
      {of.replaced_by ? (
        <Alert color="yellow" variant="light" icon={<Icon name="alert" />} mb="md">
          <GoTo className="text-link" to={`/purchases/${of.replaced_by}`}>
            {say('purchasing.page.replaced')}
          </GoTo>
        </Alert>
      ) : null}
      {of.flags && of.flags.length > 0 ? (
        <Section flush>
          <Refusals of={of.flags as readonly Refusal[]} />
        </Section>
      ) : null}
      <Section flush>
        <div className="cards">
          <Figure label={say('purchasing.purchases.payable')} value={massText(of.payable)}>
            {say(`purchasing.state.${of.state}`)}
          </Figure>
          <Figure label={say('purchasing.purchases.per_kg')} value={moneyText(of.per_kg)}>
            {say(`purchasing.grade.${of.grade}`)}
          </Figure>
          <Figure label={say('purchasing.purchases.amount')} value={moneyText(of.amount)}>
            <FactLink id={of.id} label={say('fact.open')} />
          </Figure>
          <Figure label={say('purchasing.purchases.paid')} value={moneyText(of.paid)}>
            {say(`purchasing.payment.${of.payment}`)}
          </Figure>
        </div>
      </Section>
      <div className="two">
        <Section title={say('purchasing.page.computed')}>
          <Recomputed of={of} />
        </Section>
        <div>
          <Section title={say('purchasing.page.who')}>
            <Who of={of} />
          </Section>
          {of.cut ? (
            <Section title={say('purchasing.cocoaBought.cut')}>
              <CutResult cut={of.cut} grade={of.grade} />
            </Section>
          ) : null}
        </div>
      </div>
      <Section title={say('history.title')}>
        <History of={of.history} />
      </Section>
    </>
  );
}

function Who({ of }: { readonly of: Receipt }) {
  const { say, language } = useSpeaking();
  const scale = of.scale_serial
    ? `${of.scale_serial}${of.calibrated ? ` · ${say('purchasing.page.calibrated', { day: dayText(of.calibrated, language) })}` : ''}`
    : null;
  return (
    <Particulars
      of={[
        [
          say('purchasing.purchases.producer'),
          <GoTo key="p" className="text-link" to={`/producers/${of.person}`}>
            {of.producer}
          </GoTo>,
        ],
        [
          say('purchasing.purchases.plot_name'),
          of.plot ? (
            <GoTo key="l" className="text-link" to={`/plots/${of.plot}`}>
              {of.plot_name ?? say('fact.open')}
            </GoTo>
          ) : (
            say('purchasing.page.no-plot')
          ),
        ],
        [
          say('purchasing.purchases.centre_name'),
          <GoTo key="c" className="text-link" to={`/centres/${of.centre}`}>
            {of.centre_name}
          </GoTo>,
        ],
        [say('purchasing.centres.buyer_name'), of.buyer_name],
        [say('purchasing.page.by'), of.author_name],
        [say('purchasing.purchases.certified'), say(of.certified ? 'office.yes' : 'office.no')],
        ...(of.plain ? [[say('purchasing.page.plain'), say(`purchasing.plain.${of.plain}`)] as const] : []),
        [say('purchasing.purchases.bags'), countText(of.bags)],
        [say('purchasing.cocoaBought.scale'), scale],
        [say('purchasing.purchases.moisture'), of.moisture === null ? null : shareText(of.moisture)],
        ...(of.bean_count === null
          ? []
          : [[say('purchasing.page.bean-count'), `${of.bean_count} · ${say(`purchasing.size.${of.size}`)}`] as const]),
        ...(of.vehicle ? [[say('purchasing.page.vehicle'), of.vehicle] as const] : []),
        [say('purchasing.page.settlement'), of.settlement ?? say('purchasing.page.no-settlement')],
      ]}
    />
  );
}
