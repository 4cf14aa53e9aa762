import { Link, useSearch } from 'wouter';
import { useRecords, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { type ModuleDoc, type SessionDoc, sessionOverlays } from './trainings.ts';

const noOverlays = [] as const;
const most = 60;

/** The zone's sessions, the latest first, with those of this phone that are on their way. */
export function TrainingsPage() {
  const { say, language } = useSpeech();
  const saved = useSearch() === 'saved';
  const sessions = useRecords<SessionDoc>('training.session', sessionOverlays);
  const modules = useRecords<ModuleDoc>('training.module', noOverlays);
  const titles = new Map(modules?.map(({ id, body }) => [id, language === 'es' ? body.title : body.titleEn]));
  const rows = (sessions ?? [])
    .filter((s) => !s.body.void)
    .sort((a, b) => (a.body.on < b.body.on ? 1 : a.body.on > b.body.on ? -1 : a.id < b.id ? 1 : -1));
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
      {saved && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say('training.phone.saved')}
        </p>
      )}
      {sessions && rows.length === 0 && <p className="empty">{say('training.phone.empty')}</p>}
      {rows.length > 0 && (
        <ul className="list">
          {rows.slice(0, most).map(({ id, body, status }) => (
            <li key={id} className="row">
              <span className="row-text">
                <span className="row-title">{titles.get(body.module) ?? '…'}</span>
                <span className="row-under">
                  {body.on.split('-').reverse().join('/')} · {say('training.phone.present', { n: body.present.length })}
                  {body.place ? ` · ${body.place}` : ''}
                </span>
                {status && status !== 'accepted' && <StatusTag status={status} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
}
