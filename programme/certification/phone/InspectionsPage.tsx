import { Link } from 'wouter';
import { useRecords, useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { NotCounted } from '#kernel/phone/NotCounted.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { type Inspected, type InspectionDoc, inspectionOverlays, mineOf, nameOf, noOverlays } from './inspections.ts';

const dayText = (day: string): string => day.split('-').reverse().join('/');
const shownDone = 20;

/** Farms that she inspects, the next due first; below them what she reported. */
export function InspectionsPage() {
  const say = useSay();
  const today = useToday();
  const { session } = useSeat();
  const inspections = useRecords<InspectionDoc>('certification.inspection', inspectionOverlays);
  const people = useRecords<Inspected>('people.person', noOverlays);
  const mine = inspections ? mineOf(inspections, session.staff.id) : [];
  const who = new Map((people ?? []).map((p) => [p.id, p.body]));
  const done = (inspections ?? [])
    .filter(({ body }) => body.state !== 'planned' && body.inspector === session.staff.id)
    .sort((a, b) => ((a.body.doneOn ?? '') < (b.body.doneOn ?? '') ? 1 : -1))
    .slice(0, shownDone);
  return (
    <Screen title={say('certification.phone.inspections')} up="/">
      <NotCounted kinds={['certification.inspectionDone', 'certification.actionSeen']} />
      {inspections && mine.length === 0 && <p className="empty">{say('certification.phone.none')}</p>}
      <ul className="list">
        {mine.map(({ id, body }) => {
          const person = who.get(body.person);
          return (
            <li key={id}>
              <Link href={`/inspections/${id}`} className="row">
                <span className="row-main">
                  <strong>{nameOf(person) || say('certification.phone.nobody')}</strong>
                  <span className="soft">
                    {[person?.community, say(`certification.because.${body.because}`)].filter(Boolean).join(' · ')}
                  </span>
                  <span className={body.due < today ? 'said wrong' : 'soft'}>
                    {say(body.due < today ? 'certification.phone.was-due' : 'certification.phone.due', {
                      day: dayText(body.due),
                    })}
                  </span>
                </span>
                <Icon name="forward" />
              </Link>
            </li>
          );
        })}
      </ul>
      {done.length > 0 && (
        <>
          <h2 className="section-title">{say('certification.phone.done')}</h2>
          <ul className="list">
            {done.map(({ id, body, status }) => (
              <li key={id}>
                <div className="row">
                  <span className="row-main">
                    <strong>{nameOf(who.get(body.person)) || say('certification.phone.nobody')}</strong>
                    <span className="soft">
                      {body.doneOn ? dayText(body.doneOn) : ''}
                      {' · '}
                      {say(body.outcome ? `certification.phone.out.${body.outcome}` : 'certification.phone.waits')}
                    </span>
                  </span>
                  {status && <StatusTag status={status} />}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Screen>
  );
}
