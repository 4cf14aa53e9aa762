import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { ShareChart } from '#kernel/office/chartShares.tsx';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { countText, moneyText, shareText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { Figure, PageHead, Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { risk } from '../queries.ts';

const ages = [
  ['current', '#1d5c34'],
  ['d1to30', '#8a7a1f'],
  ['d31to60', '#b4621a'],
  ['d61to90', '#a3461a'],
  ['d91to180', '#8f2f14'],
  ['over180', '#5c150a'],
] as const;

/** Who owes the fund, how much, and how late. */
export function LoansPage() {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      <PageHead about={say('fund.page.loans-about')} />
      {/* A technician follows her own producers' debts; the whole portfolio is the office's. */}
      {may.ask('fund.risk') && <Portfolio />}
      <DataTable of="fund.loans" to={(row) => `/loans/${String(row['id'])}`} />
    </>
  );
}

function Portfolio() {
  const say = useSay();
  return (
    <Asked of={useAsk<typeof risk>('fund.risk')} height={220}>
      {(of) => (
        <>
          <Section flush>
            <div className="cards">
              <Figure label={say('fund.page.lent')} value={moneyText(of.outstanding)}>
                {of.borrowers === null ? null : say('fund.page.borrowers', { n: countText(of.borrowers) })}
              </Figure>
              <Figure label={say('fund.page.par30')} value={shareText(of.par30)}>
                {say('fund.page.par30-about', { amount: moneyText(of.at_risk) })}
              </Figure>
            </div>
          </Section>
          <Section>
            <ShareChart
              title={say('fund.page.ages')}
              note={say('fund.page.ages-note')}
              what={say('fund.loans.days_late')}
              parts={ages.map(([key, colour]) => ({ key, label: say(`fund.loans.${key}`), value: of[key], colour }))}
              format={moneyText}
            />
          </Section>
        </>
      )}
    </Asked>
  );
}
