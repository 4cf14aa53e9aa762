import { useSay, useToday } from '#kernel/phone/hooks.tsx';
import { NotCounted } from '#kernel/phone/NotCounted.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { dayText, InspectionRow } from './InspectionRow.tsx';
import { nameOf } from './inspections.ts';
import { useMine } from './useMine.ts';

const shownReported = 20;

/** Farms that she inspects, the next due first; below them what she reported. */
export function InspectionsPage() {
  const say = useSay();
  const today = useToday();
  const mine = useMine();
  return (
    <Screen title={say('certification.phone.inspections')} up="/">
      <NotCounted kinds={['certification.inspectionDone', 'certification.actionSeen']} />
      {mine && mine.todo.length === 0 && <p className="empty">{say('certification.phone.none')}</p>}
      {mine && mine.todo.length > 0 && (
        <ul className="list">
          {mine.todo.map(({ id, body }) => (
            <li key={id}>
              <InspectionRow id={id} of={body} person={mine.who.get(body.person)} today={today} />
            </li>
          ))}
        </ul>
      )}
      {mine && mine.reported.length > 0 && (
        <>
          <h2 className="section-title">{say('certification.phone.done')}</h2>
          <ul className="list">
            {mine.reported.slice(0, shownReported).map(({ id, body, status }) => (
              <li key={id}>
                <div className="row">
                  <span className="row-text">
                    <span className="row-title">
                      {nameOf(mine.who.get(body.person)) || say('certification.phone.nobody')}
                    </span>
                    <span className="row-under" style={{ whiteSpace: 'normal' }}>
                      {[
                        body.doneOn ? dayText(body.doneOn) : '',
                        say(body.outcome ? `certification.phone.out.${body.outcome}` : 'certification.phone.waits'),
                      ].join(' · ')}
                    </span>
                    {status && (
                      <span>
                        <StatusTag status={status} />
                      </span>
                    )}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Screen>
  );
}
