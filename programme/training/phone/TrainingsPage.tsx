import { Link, useSearch } from 'wouter';
import { useRecords, useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { dayText, useModuleTitle } from './ModuleField.tsx';
import { type ModuleDoc, type PlanDoc, planOverlays, type SessionDoc, sessionOverlays } from './sheets.ts';
import { clockText } from './trainings.ts';

const most = 60;
const news = { missed: 'training.phone.missed-saved', planned: 'training.phone.planned-saved' } as const;

/** What is planned, and the zone's sessions, the latest first, with those of this phone that are on their way. */
export function TrainingsPage() {
  const say = useSay();
  const said = news[useSearch() as keyof typeof news] as string | undefined;
  const sessions = useRecords<SessionDoc>('training.session', sessionOverlays);
  const plans = useRecords<PlanDoc>('training.plan', planOverlays);
  const modules = useRecords<ModuleDoc>('training.module');
  const title = useModuleTitle((modules ?? []).map((m) => m.body));
  const rows = (sessions ?? [])
    .filter((s) => !s.body.void)
    .sort((a, b) => (a.body.on < b.body.on ? 1 : a.body.on > b.body.on ? -1 : a.id < b.id ? 1 : -1));
  const open = (plans ?? [])
    .filter((p) => p.body.state === 'planned' && !p.body.void)
    .sort((a, b) => (a.body.on < b.body.on ? -1 : 1));
  return (
    <Screen
      title={say('training.phone.list')}
      up="/"
      action={
        <Link href="/trainings/new" className="main-button">
          <Icon name="add" />
          {say('training.phone.hold')}
        </Link>
      }
    >
      {said && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say(said)}
        </p>
      )}
      {open.length > 0 && (
        <>
          <h2 className="section-title">{say('training.phone.planned')}</h2>
          <ul className="list">
            {open.map(({ id, body, status }) => (
              <li key={id} className="row">
                <span className="row-text">
                  <span className="row-title">{title(body.module)}</span>
                  <span className="row-under">
                    {[dayText(body.on), body.startsAt === null ? '' : clockText(body.startsAt), body.place]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {status && status !== 'accepted' && <StatusTag status={status} />}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Link href="/trainings/plan" className="second-button">
        <Icon name="clock" />
        {say('training.phone.plan')}
      </Link>
      <h2 className="section-title">{say('training.phone.held')}</h2>
      {sessions && rows.length === 0 && <p className="empty">{say('training.phone.empty')}</p>}
      {rows.length > 0 && (
        <ul className="list">
          {rows.slice(0, most).map(({ id, body, status }) => (
            <li key={id}>
              <Link href={`/trainings/sheet/${id}`} className="row">
                <span className="row-text">
                  <span className="row-title">{title(body.module)}</span>
                  <span className="row-under">
                    {dayText(body.on)} · {say('training.phone.present', { n: body.present.length })}
                    {body.place ? ` · ${body.place}` : ''}
                  </span>
                  {status && status !== 'accepted' && <StatusTag status={status} />}
                </span>
                <Icon name="forward" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
}
