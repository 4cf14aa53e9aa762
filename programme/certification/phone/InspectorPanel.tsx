import { Link } from 'wouter';
import { useSay, useToday } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { NotCounted } from '#kernel/phone/NotCounted.tsx';
import { InspectionRow } from './InspectionRow.tsx';
import { useMine } from './useMine.ts';

const shownAtHome = 3;

/** The next farms on the home screen, and the way to all of them. */
export function InspectorPanel() {
  const say = useSay();
  const today = useToday();
  const mine = useMine();
  if (!mine || mine.todo.length === 0) return null;
  return (
    <section className="matter" style={{ padding: 0, gap: 8 }} aria-label={say('certification.phone.inspections')}>
      <h2 className="section-title">{say('certification.phone.inspections')}</h2>
      <ul className="list">
        {mine.todo.slice(0, shownAtHome).map(({ id, body }) => (
          <li key={id}>
            <InspectionRow id={id} of={body} person={mine.who.get(body.person)} today={today} />
          </li>
        ))}
      </ul>
      <Link href="/inspections" className="second-button">
        {say('certification.phone.all', { n: mine.todo.length })}
        <Icon name="forward" />
      </Link>
      <NotCounted kinds={['certification.inspectionDone', 'certification.actionSeen']} />
    </section>
  );
}
