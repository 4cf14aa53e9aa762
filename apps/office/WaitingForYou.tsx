import { useAsk } from '#kernel/office/ask.ts';
import { countText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { Figure } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { Question } from '#kernel/server/question.ts';
import { ReportsWaiting } from '#programme/people/office/ReportsWaiting.tsx';

interface State {
  readonly flagged: number;
  readonly held: number;
  readonly quarantined: number;
}

const tabs = [
  ['flagged', 'flagged'],
  ['quarantined', 'quarantine'],
  ['held', 'held'],
] as const;

/** What somebody in the office has to look at. */
export function WaitingForYou() {
  const say = useSay();
  const { may } = usePresent();
  const state = useAsk<Question<never, State>>('ledger.state').data?.value;
  if (!state) return null;
  return (
    <div className="cards">
      {tabs.map(([name, tab]) => (
        <GoTo key={name} to={`/sync?tab=${tab}`} className="plain-card">
          <Figure label={say(`sync.state.${name}`)} value={countText(state[name])}>
            {say(`sync.state.${name}.about`)}
          </Figure>
        </GoTo>
      ))}
      {may.ask('people.reports') && <ReportsWaiting />}
    </div>
  );
}
