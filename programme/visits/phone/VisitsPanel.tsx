import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { NotCounted } from '#kernel/phone/NotCounted.tsx';
import { DueRow } from './DueRow.tsx';
import { useDue } from './useDue.ts';

const shownAtHome = 3;

/** Today's visits on the home screen: the first few with their reason, and the way to all of them. */
export function VisitsPanel() {
  const say = useSay();
  const due = useDue();
  if (!due || due.length === 0) return null;
  return (
    <section className="matter" style={{ padding: 0, gap: 8 }} aria-label={say('visits.phone.today')}>
      <h2 className="section-title">{say('visits.phone.today')}</h2>
      <ul className="list">
        {due.slice(0, shownAtHome).map((one) => (
          <li key={one.id}>
            <DueRow of={one} />
          </li>
        ))}
      </ul>
      <Link href="/visits" className="second-button">
        {say('visits.phone.all', { n: due.length })}
        <Icon name="forward" />
      </Link>
      <NotCounted kinds={['visits.visitMade']} />
    </section>
  );
}
