import type { ReactNode } from 'react';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { dayText, massText, moneyText, shareText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { purchase } from '../queries.ts';

export type Receipt = AnswerOf<typeof purchase>;

interface Step {
  readonly key: string;
  readonly label: string;
  /** The sum in words: how it follows from the lines above. */
  readonly how?: ReactNode;
  readonly printed: string;
  /** What the same inputs give today; only where something is computed. */
  readonly again?: string;
  readonly strong?: boolean;
}

/** The receipt line by line: as printed, and as the rules compute it again from its inputs. */
export function Recomputed({ of }: { readonly of: Receipt }) {
  const { say } = useSpeaking();
  const steps = [...useWeights(of), ...usePrice(of), ...usePaid(of)];
  return (
    <div className="chart-table receipt">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('purchasing.page.line')}</th>
            <th scope="col" className="chart-number">
              {say('purchasing.page.printed')}
            </th>
            <th scope="col" className="chart-number">
              {say('purchasing.page.again')}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.key}>
              <th scope="row">
                {step.strong ? <strong>{step.label}</strong> : step.label}
                {step.how ? <div className="chart-note">{step.how}</div> : null}
              </th>
              <td className="chart-number">{step.strong ? <strong>{step.printed}</strong> : step.printed}</td>
              <td className="chart-number">
                {step.again === undefined ? (
                  ''
                ) : step.again === step.printed ? (
                  `${step.again} ✓`
                ) : (
                  <strong>{step.again}</strong>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="chart-note">
        {say('purchasing.page.rules-edition', { edition: of.rules.cutEdition })}
        {of.rules.fermentedCounts === 'well' ? ` · ${say('purchasing.page.counted-well')}` : ''}
        {' · '}
        {say('purchasing.page.rules-of', { source: of.rules_source })}{' '}
        {of.terms ? <FactLink id={of.terms} label={say('fact.open')} /> : null}
      </p>
    </div>
  );
}

function useWeights(of: Receipt): Step[] {
  const { say } = useSpeaking();
  const dried = of.state === 'dry' && of.moisture !== null && of.moisture > of.reference;
  const factor = dried ? (1_000_000 - (of.moisture ?? 0)) / (1_000_000 - of.reference) : 1;
  return [
    { key: 'gross', label: say('purchasing.purchases.gross'), printed: kilosText(of.gross) },
    {
      key: 'tare',
      label: say('purchasing.purchases.tare'),
      how:
        of.tare_by === null
          ? undefined
          : say('purchasing.page.tare-by', { bags: of.bags, by: say(`purchasing.tare.${of.tare_by}`) }),
      printed: `− ${kilosText(of.tare)}`,
    },
    {
      key: 'net',
      label: say('purchasing.purchases.net'),
      printed: kilosText(of.net),
      again: kilosText(of.computed.net),
    },
    {
      key: 'factor',
      label: say('purchasing.page.factor'),
      how: dried
        ? say('purchasing.page.factor-how', {
            moisture: shareText(of.moisture ?? 0),
            reference: shareText(of.reference),
          })
        : say(of.state === 'wet' ? 'purchasing.page.factor-wet' : 'purchasing.page.factor-dry', {
            moisture: shareText(of.moisture ?? 0),
            reference: shareText(of.reference),
          }),
      printed: `× ${factor.toFixed(6)}`,
    },
    {
      key: 'payable',
      label: say('purchasing.purchases.payable'),
      how: say('purchasing.page.payable-how'),
      printed: kilosText(of.payable),
      again: kilosText(of.computed.payable),
      strong: true,
    },
  ];
}

/** To the gram: a receipt is no summary. */
function kilosText(grams: number): string {
  return Math.abs(grams) >= 10_000_000 ? `${(grams / 1000).toLocaleString('en-US')} kg` : massText(grams);
}

function usePrice(of: Receipt): Step[] {
  const { say, language } = useSpeaking();
  return [
    {
      key: 'list',
      label: say('purchasing.page.list-price', { grade: say(`purchasing.grade.${of.grade}`) }),
      how: (
        <FactLink id={of.prices} label={say('purchasing.page.list-of', { day: dayText(of.prices_from, language) })} />
      ),
      printed: moneyText(of.computed.listPerKg),
    },
    {
      key: 'quality',
      label: say('purchasing.pricesListed.qualityPerKg'),
      how:
        of.fermented === null
          ? say('purchasing.page.no-cut')
          : say(of.computed.qualityPerKg > 0 ? 'purchasing.page.quality-yes' : 'purchasing.page.quality-no', {
              share: shareText(of.fermented),
              least: shareText(of.rules.fermentedMinimum),
            }),
      printed: `+ ${moneyText(of.computed.qualityPerKg)}`,
    },
    {
      key: 'certified',
      label: say('purchasing.pricesListed.certifiedPerKg'),
      how: of.certified
        ? (of.schemes?.join(', ') ?? say('purchasing.page.certified-yes'))
        : say(of.plain ? `purchasing.plain.${of.plain}` : 'purchasing.page.certified-no'),
      printed: `+ ${moneyText(of.computed.certifiedPerKg)}`,
    },
    ...(of.loyalty_per_kg > 0
      ? [
          {
            key: 'loyalty',
            label: say('purchasing.phone.loyalty'),
            how: say(of.loyal ? 'purchasing.page.loyal-yes' : 'purchasing.page.loyal-no'),
            printed: `+ ${moneyText(of.computed.loyaltyPerKg)}`,
          },
        ]
      : []),
    {
      key: 'per-kg',
      label: say('purchasing.purchases.per_kg'),
      printed: moneyText(of.per_kg),
      again: moneyText(of.computed.perKg),
    },
    {
      key: 'amount',
      label: say('purchasing.purchases.amount'),
      how: `${kilosText(of.payable)} × ${moneyText(of.per_kg)}`,
      printed: moneyText(of.amount),
      again: moneyText(of.computed.amount),
      strong: true,
    },
  ];
}

function usePaid(of: Receipt): Step[] {
  const { say } = useSpeaking();
  const owed = of.amount - of.deducted - of.advance - of.paid;
  return [
    {
      key: 'deducted',
      label: say('purchasing.page.deducted'),
      how: of.deducted > 0 ? say('purchasing.page.deducted-how') : undefined,
      printed: `− ${moneyText(of.deducted)}`,
    },
    ...(of.advance > 0
      ? [
          {
            key: 'advance',
            label: say('purchasing.page.advance'),
            how: say('purchasing.page.advance-how'),
            printed: `− ${moneyText(of.advance)}`,
          },
        ]
      : []),
    {
      key: 'paid',
      label: say('purchasing.purchases.paid'),
      how: `${say(`purchasing.payment.${of.payment}`)}${of.transfer ? ` · ${of.transfer}` : ''}`,
      printed: moneyText(of.paid),
      strong: true,
    },
    ...(owed > 0 ? [{ key: 'owed', label: say('purchasing.page.owed'), printed: moneyText(owed) }] : []),
  ];
}
