import { usePage } from '#kernel/office/ask.ts';
import { countText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { Figure } from '#kernel/office/PageHead.tsx';

/** On the first page: how many producers wait for an answer. */
export function ReportsWaiting() {
  const say = useSay();
  const open = usePage('people.reports', { 'f.state': 'open', size: 1 }, true).data?.value.total ?? 0;
  if (open === 0) return null;
  return (
    <GoTo to="/reports" className="plain-card">
      <Figure label={say('people.reports')} value={countText(open)}>
        {say('people.reports.waiting')}
      </Figure>
    </GoTo>
  );
}
