import { useCallback } from 'react';
import { Link } from 'wouter';
import { useContacts, useKept, useLive, useSeat, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { statusOf } from '#kernel/phone/keeping.ts';
import { Screen } from '#kernel/phone/Screen.tsx';
import type { Role } from '#kernel/pure/policy.ts';
import { doors, draftDoors, homePanels } from './doors.ts';

/** Today: what is mine, what is on its way, and what this role does, the most frequent at the thumb. */
export function HomePage({ update }: { update: (() => void) | null }) {
  const { say, language } = useSpeech();
  const { session, store } = useSeat();
  const kept = useKept();
  const { busy } = useContacts();
  const drafts = useLive(useCallback(() => store.drafts(), [store])) ?? [];
  const statuses = (kept?.facts ?? []).filter((k) => !k.handled).map((k) => statusOf(k, kept?.meta.through ?? 0));
  const correct = statuses.filter((s) => s === 'correct').length;
  const filling = kept !== undefined && kept.meta.through === 0 && busy;
  const today = new Date().toLocaleDateString(language === 'es' ? 'es-PE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const may = (roles: readonly Role[]) => session.grants.some(({ role }) => roles.includes(role as Role));
  const [main, ...others] = doors.filter(({ roles }) => may(roles));
  const [given = ''] = session.staff.names.split(' ');
  return (
    <Screen
      title="Minka"
      action={
        main && (
          <Link href={main.href} className="main-button">
            <Icon name={main.icon} />
            {say(main.word)}
          </Link>
        )
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
        const form = draftDoors[draft];
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
      {homePanels
        .filter(({ roles }) => may(roles))
        .map(({ Panel }) => (
          <Panel key={Panel.name} />
        ))}
      <div className="tiles">
        {others.map(({ href, icon, word, Count }) => (
          <Link key={href} href={href} className={Count ? 'tile' : 'tile wide'}>
            <Icon name={icon} />
            <span>{say(word)}</span>
            <b>{Count ? <Count /> : <Icon name="forward" />}</b>
          </Link>
        ))}
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
