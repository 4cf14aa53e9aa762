import { useCallback, useMemo } from 'react';
import { Link } from 'wouter';
import { useContacts, useKept, useLive, useRecords, useSeat, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { statusOf } from '#kernel/phone/keeping.ts';
import { Screen } from '#kernel/phone/Screen.tsx';
import { listed, type PersonDoc, personOverlays } from '#programme/people/phone/people.ts';
import { type SessionDoc, sessionOverlays } from '#programme/training/phone/trainings.ts';

const forms: Readonly<Record<string, { href: string; word: string }>> = {
  'people.register': { href: '/people/new', word: 'people.phone.register' },
  'training.hold': { href: '/trainings/new', word: 'training.phone.hold' },
};

/** Today: what is mine, what is on its way, and the two things a technician does most. */
export function HomePage({ update }: { update: (() => void) | null }) {
  const { say, language } = useSpeech();
  const { session, store } = useSeat();
  const kept = useKept();
  const { busy } = useContacts();
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const sessions = useRecords<SessionDoc>('training.session', sessionOverlays);
  const drafts = useLive(useCallback(() => store.drafts(), [store])) ?? [];
  // What the server has not taken yet counts nowhere (and the tray says so).
  const mine = useMemo(
    () => listed(people ?? []).filter((p) => p.status !== 'correct' && p.status !== 'held').length,
    [people],
  );
  const now = new Date();
  const month = now.toISOString().slice(0, 7);
  const held = (sessions ?? []).filter(
    (s) => !s.body.void && s.body.on.startsWith(month) && s.status !== 'correct' && s.status !== 'held',
  ).length;
  const statuses = (kept?.facts ?? []).filter((k) => !k.handled).map((k) => statusOf(k, kept?.meta.through ?? 0));
  const correct = statuses.filter((s) => s === 'correct').length;
  const filling = kept !== undefined && kept.meta.through === 0 && busy;
  const today = now.toLocaleDateString(language === 'es' ? 'es-PE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const [given = ''] = session.staff.names.split(' ');
  return (
    <Screen
      title="Minka"
      action={
        <Link href="/people/new" className="main-button">
          <Icon name="person" />
          {say('people.phone.register')}
        </Link>
      }
    >
      <div>
        <p className="big-figure">{say('phone.hello', { name: given })}</p>
        <p className="soft">{today}</p>
      </div>
      {update && drafts.length === 0 && (
        <div className="card amber">
          <p>{say('phone.update')}</p>
          <button type="button" className="second-button" onClick={update}>
            {say('phone.update-now')}
          </button>
        </div>
      )}
      {filling && (
        <div className="card">
          <b>{say('phone.first-pull')}</b>
          <p className="soft">{say('phone.first-pull-why')}</p>
        </div>
      )}
      {drafts.flatMap((draft) => {
        const form = forms[draft];
        return form
          ? [
              <Link key={draft} href={form.href} className="tile wide">
                <Icon name="clock" />
                <span>
                  {say('phone.continue')}: {say(form.word)}
                </span>
                <b>
                  <Icon name="forward" />
                </b>
              </Link>,
            ]
          : [];
      })}
      <div className="tiles">
        <Link href="/people" className="tile">
          <Icon name="people" />
          <span>{say('people.phone.mine')}</span>
          <b>{people ? mine : '…'}</b>
        </Link>
        <Link href="/trainings" className="tile">
          <Icon name="training" />
          <span>
            {say('training.phone.list')} <span className="soft">({say('training.phone.month').toLowerCase()})</span>
          </span>
          <b>{sessions ? held : '…'}</b>
        </Link>
        <Link href="/trainings/new" className="tile wide">
          <Icon name="add" />
          <span>{say('training.phone.hold')}</span>
          <b>
            <Icon name="forward" />
          </b>
        </Link>
        <Link href="/tray" className={correct > 0 ? 'tile wide card red' : 'tile wide'}>
          <Icon name="tray" />
          <span>{correct > 0 ? say('phone.tray-correct') : say('phone.tray')}</span>
          <b>{correct > 0 ? correct : statuses.length}</b>
        </Link>
        <Link href="/settings" className="tile wide">
          <Icon name="settings" />
          <span>{say('phone.settings')}</span>
          <b>
            <Icon name="forward" />
          </b>
        </Link>
      </div>
    </Screen>
  );
}
