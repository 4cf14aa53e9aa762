import { Alert, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { type Row, useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { ChoiceField, FactFormFrame, TextField } from '#kernel/office/Fields.tsx';
import { countText, dayText, massText, moneyText, shareText, todayText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay, useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Particulars, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { Tag } from '#kernel/office/Value.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import { SignDecided, signOutcomes } from '../deskFacts.ts';
import type { signal } from '../signalQueries.ts';
import './purchasing.css';
import '#kernel/office/chart.css';

type Signal = AnswerOf<typeof signal>;

/** Signs of fraud that nobody has decided about; each opens to the records that show it. */
export function SignalsPage() {
  const say = useSay();
  const [sign, open] = useState<Row | null>(null);
  return (
    <>
      <PageHead about={say('purchasing.page.signals-about')} />
      <DataTable of="purchasing.signals" cells={cells} onRow={open} folded={['limit']} />
      <Modal
        opened={sign !== null}
        onClose={() => open(null)}
        size="xl"
        title={sign ? say(`purchasing.signs.${sign['sign']}`) : ''}
        closeButtonProps={{ 'aria-label': say('office.close') }}
        attributes={{ header: { role: 'presentation' } }}
      >
        {sign ? <Opened of={sign} done={() => open(null)} /> : null}
      </Modal>
    </>
  );
}

const cells = {
  sign: { words: 'purchasing.signs' },
  value: { show: (row: Row) => <>{measured(String(row['sign']), row['value'])}</> },
  limit: { show: (row: Row) => <>{measured(String(row['sign']), row['limit'])}</> },
  looked: { show: (row: Row) => <Looked of={Number(row['looked'])} /> },
};

/** Shares as per cent, cash as money, everything else as a number; what has no measure of its own says nothing. */
function measured(sign: string, value: unknown): string {
  if (typeof value !== 'number' || ['claim-unfounded', 'price-bypass', 'receipt-gaps'].includes(sign)) return '—';
  if (['over-yield', 'round-weights', 'stuck-moisture', 'voids', 'favour'].includes(sign)) return shareText(value);
  if (sign === 'cash-differs' || sign === 'premium-missing') return moneyText(value);
  return sign === 'short-tare' ? `${countText(value)} g` : countText(Math.round(value));
}

function Looked({ of }: { readonly of: number }) {
  const say = useSay();
  return of === 0 ? <>—</> : <Tag tone="amber">{say('purchasing.page.again-raised', { n: of })}</Tag>;
}

function Opened({ of, done }: { readonly of: Row; readonly done: () => void }) {
  const params = { sign: String(of['sign']) as Signal['sign'], about: String(of['about']) };
  return (
    <Asked of={useAsk<typeof signal>('purchasing.signal', params)}>
      {(value) => <Whole of={value} name={String(of['about_name'])} done={done} />}
    </Asked>
  );
}

function Whole({ of, name, done }: { readonly of: Signal; readonly name: string; readonly done: () => void }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  return (
    <Stack gap="lg">
      <p>{say(`purchasing.signs.why.${of.sign}`)}</p>
      <Particulars
        of={[
          [say('purchasing.signals.about_name'), name],
          [say('purchasing.signals.evidence'), countText(of.total)],
          ...(measured(of.sign, of.value) === '—'
            ? []
            : (['value', 'limit'] as const).map(
                (name) => [say(`purchasing.signals.${name}`), measured(of.sign, of[name])] as const,
              )),
        ]}
      />
      {of.decisions.map((one) => (
        <Alert key={one.id} color="gray" variant="light" icon={<Icon name="check" />}>
          <b>{say(`purchasing.outcome.${one.outcome}`)}</b> · {dayText(one.on_day, language)} · {one.by_name}
          <br />
          {one.reason} <FactLink id={one.id} label={say('fact.open')} />
        </Alert>
      ))}
      <Records of={of} />
      {of.through !== null && may.record(SignDecided.kind) ? <Decide of={of} done={done} /> : null}
    </Stack>
  );
}

function Records({ of }: { readonly of: Signal }) {
  const { say, language } = useSpeaking();
  return (
    <Section title={say('purchasing.page.evidence')} flush>
      <div className="chart-table receipt evidence">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('purchasing.purchases.on_day')}</th>
              <th scope="col">{say('purchasing.purchases.receipt')}</th>
              <th scope="col">{say('purchasing.purchases.producer')}</th>
              <th scope="col">{say('purchasing.page.written-by')}</th>
              <th scope="col" className="chart-number">
                {say('purchasing.purchases.net')}
              </th>
              <th scope="col" className="chart-number">
                {say('purchasing.purchases.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.records.map((one) => (
              <tr key={one.record}>
                <td className="one-line">{dayText(one.on_day, language)}</td>
                <td className="one-line">
                  {one.receipt === null ? (
                    <FactLink id={one.record} label={say('purchasing.differenceConfirmed.cashCount')} />
                  ) : (
                    <GoTo className="text-link" to={`/purchases/${one.record}`}>
                      {one.receipt}
                    </GoTo>
                  )}
                </td>
                <td>{one.producer || '—'}</td>
                <td>{one.by_name ?? '—'}</td>
                <td className="chart-number">{one.net === null ? '—' : massText(one.net)}</td>
                <td className="chart-number">{one.amount === null ? '—' : moneyText(one.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {of.total > of.records.length ? (
        <p className="chart-note">
          {say('purchasing.page.evidence-more', { n: countText(of.total - of.records.length) })}
        </p>
      ) : null}
    </Section>
  );
}

function Decide({ of, done }: { readonly of: Signal; readonly done: () => void }) {
  const say = useSay();
  const { sign, about, through } = of;
  const form = useFactForm(SignDecided, { sign, about, through, outcome: '', reason: '', on: todayText() });
  const choices = signOutcomes.map((value) => ({ value, label: say(`purchasing.outcome.${value}`) }));
  return (
    <FactFormFrame form={form} done={done} cancel={done} label={say('purchasing.page.decide')}>
      <p>{say('purchasing.page.decide-about')}</p>
      <ChoiceField form={form} name="outcome" choices={choices} required />
      <TextField form={form} name="reason" long required />
    </FactFormFrame>
  );
}
