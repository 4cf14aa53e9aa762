import './fund.css';
import { Drill } from '#kernel/office/Drill.tsx';
import { countText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import type { StockPeriod } from '../stockQuery.ts';
import { entryCells } from './bookCells.tsx';
import { usePeriods } from './periods.ts';

const columns = ['opening', 'in', 'out', 'closing'] as const;

/** Kits in the store and seedlings ready for sale: opening, in, out, closing. */
export function StockStatement({ of }: { readonly of: readonly StockPeriod[] }) {
  const say = useSay();
  const moved = of.filter((line) => columns.some((column) => line[column] !== 0));
  if (moved.length === 0) return <p className="chart-empty">{say('chart.empty')}</p>;
  return (
    <section className="chart-table statement" aria-label={say('fund.page.stock')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('fund.page.what')}</th>
            <th scope="col">{say('fund.statement.period')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="chart-number">
                {say(`fund.page.stock-${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moved.map((line, i) => (
            <Line key={`${line.unit}${line.period}`} of={line} first={moved[i - 1]?.unit !== line.unit} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ of, first }: { readonly of: StockPeriod; readonly first: boolean }) {
  const say = useSay();
  const { name, months } = usePeriods();
  const { from, to } = months(of.period);
  const what = say(of.account === 'fund.goods' ? 'fund.page.kits-of' : 'fund.page.plants-of', { name: of.name });
  return (
    <tr className={first ? 'statement-first' : ''}>
      <th scope="row">{first ? what : <span className="hidden-text">{what}</span>}</th>
      <td>{name(of.period)}</td>
      {columns.map((column) => (
        <td key={column} className="chart-number">
          {(column === 'in' || column === 'out') && of[column] !== 0 ? (
            <Drill
              title={`${what}, ${name(of.period)}`}
              of="book.entries"
              params={{ account: of.account, unit: of.unit, from, to }}
              cells={entryCells}
            >
              {countText(of[column])}
            </Drill>
          ) : (
            countText(of[column])
          )}
        </td>
      ))}
    </tr>
  );
}
