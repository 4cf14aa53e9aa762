import { Title } from '@mantine/core';
import type { Moved } from './factShown.ts';
import { dayText, massText, moneyText, numberText } from './format.ts';
import { keyed } from './keyed.ts';
import { useSpeaking } from './language.tsx';

/** What a fact moved in the book. */
export function FactEntries({ entries }: { readonly entries: readonly Moved[] }) {
  const { say, language, knows } = useSpeaking();
  return (
    <section>
      <Title order={4} mb="xs">
        {say('fact.moved')}
      </Title>
      {entries.map((entry) => (
        <table className="entry" key={entry.id}>
          <caption>
            {dayText(entry.day, language)}
            {knows(entry.memo) ? ` · ${say(entry.memo)}` : ''}
          </caption>
          <thead>
            <tr>
              <th>{say('book.entries.account')}</th>
              <th className="numeric">{say('book.entries.debit')}</th>
              <th className="numeric">{say('book.entries.credit')}</th>
            </tr>
          </thead>
          <tbody>
            {keyed(entry.lines, (line) => line.account).map(({ key, one: line }) => (
              <tr key={key}>
                <td>{knows(`account.${line.account}`) ? say(`account.${line.account}`) : say(line.account)}</td>
                <td className="numeric">{line.amount > 0 ? amountText(line.amount, line.unit) : ''}</td>
                <td className="numeric">{line.amount < 0 ? amountText(-line.amount, line.unit) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

/** An amount of the book in its unit: soles, kilos, or pieces. */
export function amountText(amount: number, unit: string): string {
  if (unit === 'PEN') return moneyText(amount);
  return unit.startsWith('g-') || unit === 'g' ? massText(amount) : numberText(amount);
}
