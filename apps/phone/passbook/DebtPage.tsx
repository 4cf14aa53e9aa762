import { useSpeech } from '#kernel/phone/hooks.tsx';
import type { PageProps } from './BookHome.tsx';
import { BookPage } from './BookPage.tsx';
import { money } from './shown.ts';
import { useDays } from './useDays.ts';
import { WrongButton } from './WrongButton.tsx';

/** What a movement was, by what moved it. */
function moveWord(memo: string, amount: number): string {
  if (memo === 'fund.writeOffApproved') return 'forgiven';
  if (memo === 'nursery.seedlingsReturned') return 'returned';
  if (amount > 0)
    return memo === 'nursery.seedlingsSold' ? 'lent-plants' : memo === 'fund.goodsDelivered' ? 'lent-goods' : 'lent';
  return memo.startsWith('purchasing.') ? 'deducted' : 'paid';
}

/** What she owes, until when, and every movement of it. */
export function DebtPage({ of, go }: PageProps) {
  const { say } = useSpeech();
  const days = useDays();
  const { debt, goods, today } = of.book.value;
  return (
    <BookPage title={say('passbook.debt')} onBack={() => go('')}>
      <div className="card">
        <h2>{say(debt.balance > 0 ? 'passbook.owes' : 'passbook.owes-nothing')}</h2>
        {debt.balance > 0 && <p className="big-figure">{money(debt.balance)}</p>}
        {debt.interest > 0 && <p>{say('passbook.interest', { amount: money(debt.interest) })}</p>}
        {debt.back > 0 && <p>{say('passbook.back', { amount: money(debt.back) })}</p>}
      </div>
      {debt.open.length > 0 && (
        <div className="card">
          <h2>{say('passbook.open-credits')}</h2>
          <ul className="book-list">
            {debt.open.map(({ day, due, amount }) => (
              <li key={day}>
                <b>{money(amount)}</b>
                <span className={due < today ? 'said wrong' : 'soft'}>
                  {say(due < today ? 'passbook.was-due' : 'passbook.until', { day: days(due) })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {goods.length > 0 && (
        <div className="card">
          <h2>{say('passbook.goods')}</h2>
          {goods.map((line) => (
            <p key={line.id}>
              {days(line.on_day)} · <b>{line.quantity > 1 ? `${line.quantity} × ${line.name}` : line.name}</b> ·{' '}
              {money(line.amount)} · {say(`passbook.payment.${line.payment}`)}
            </p>
          ))}
        </div>
      )}
      {debt.moves.length > 0 && <h2 className="section-title">{say('passbook.moves')}</h2>}
      {debt.moves.map((move) => {
        const word = say(`passbook.move.${moveWord(move.memo, move.amount)}`);
        const amount = `${move.amount > 0 ? '+' : '−'} ${money(Math.abs(move.amount))}`;
        return (
          <div className="card" key={`${move.fact} ${move.amount}`}>
            <p className="book-sum">
              <span>{days(move.day)}</span>
              <b>{amount}</b>
            </p>
            <p className="soft">{word}</p>
            <WrongButton
              of={of}
              go={go}
              about={{ part: 'debt', line: move.fact, shown: `${days(move.day)}, ${word}, ${amount}` }}
            />
          </div>
        );
      })}
      <WrongButton of={of} go={go} about={{ part: 'debt', line: null, shown: say('passbook.debt') }} />
    </BookPage>
  );
}
