import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { countText, massText, moneyText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { Figure, PageHead, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { total } from '../boughtQueries.ts';
import { MonthsBought } from './MonthsBought.tsx';
import { receiptCells, receiptFolded } from './receiptCells.tsx';

/** All receipts of the programme, what they add up to, and how they came over the months. */
export function PurchasesPage() {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      <PageHead about={say('purchasing.page.about')} />
      {may.ask('purchasing.total') ? <Total /> : null}
      {may.ask('purchasing.monthly') ? (
        <Section>
          <MonthsBought />
        </Section>
      ) : null}
      <DataTable
        of="purchasing.purchases"
        cells={receiptCells}
        folded={receiptFolded}
        to={(row) => `/purchases/${String(row['id'])}`}
      />
    </>
  );
}

function Total() {
  const say = useSay();
  const asked = useAsk<typeof total>('purchasing.total', {}, { facts: true });
  return (
    <Section flush>
      <Asked of={asked} height={132}>
        {(sums, facts) =>
          sums === null ? null : (
            <div className="cards">
              <Figure label={say('purchasing.page.receipts')} value={countText(sums.purchases)}>
                <Counted facts={facts} />
              </Figure>
              <Figure label={say('purchasing.page.producers')} value={countText(sums.producers)}>
                {say('purchasing.page.once')}
              </Figure>
              <Figure label={say('purchasing.page.weight')} value={massText(sums.wet + sums.dry)}>
                {say('purchasing.page.of-which', { wet: massText(sums.wet), dry: massText(sums.dry) })}
              </Figure>
              <Figure label={say('purchasing.page.amount')} value={moneyText(sums.amount)}>
                {say('purchasing.page.premiums', { premium: moneyText(sums.premium) })}
              </Figure>
            </div>
          )
        }
      </Asked>
    </Section>
  );
}
