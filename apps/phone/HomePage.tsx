import { useCallback } from 'react';
import { Link } from 'wouter';
import { byKind, uncounted } from '#kernel/phone/counting.ts';
import { useContacts, useKept, useLive, useSeat, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { type KeptFact, statusOf } from '#kernel/phone/keeping.ts';
import { Screen } from '#kernel/phone/Screen.tsx';
import { useSunMode } from '#kernel/phone/sunMode.ts';
import { countWords } from './countWords.ts';
import { doors, draftDoors, homePanels, mayOpen } from './doors.ts';

/** Today: what is mine, what is on its way, and what this role does, the most frequent at the thumb. */
export function HomePage({ update }: { update: (() => void) | null }) {
  const { say, language } = useSpeech();
  const { session, store } = useSeat();
  const kept = useKept();
  const { busy } = useContacts();
  const drafts = useLive(useCallback(() => store.drafts(), [store])) ?? [];
  const filling = kept !== undefined && kept.meta.through === 0 && busy;
  const today = new Date().toLocaleDateString(language === 'es' ? 'es-PE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const [main, ...others] = doors.filter((door) => mayOpen(session, door));
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
          ? [<Wide key={draft} href={form.href} icon="clock" text={`${say('phone.continue')}: ${say(form.word)}`} />]
          : [];
      })}
      {homePanels
        .filter((panel) => mayOpen(session, panel))
        .map(({ Panel }) => (
          <Panel key={Panel.name} />
        ))}
      <div className="tiles">
        {others.map(({ href, icon, word, Count }) =>
          Count ? (
            <Link key={href} href={href} className="tile">
              <Icon name={icon} />
              <span>{say(word)}</span>
              <b>
                <Count />
              </b>
            </Link>
          ) : (
            <Wide key={href} href={href} icon={icon} text={say(word)} />
          ),
        )}
        <TrayTile facts={kept?.facts ?? []} through={kept?.meta.through ?? 0} />
        <Wide href="/settings" icon="settings" text={say('phone.settings')} />
        <SunSwitch />
      </div>
    </Screen>
  );
}

function Wide({ href, icon, text }: { href: string; icon: Parameters<typeof Icon>[0]['name']; text: string }) {
  return (
    <Link href={href} className="tile wide">
      <Icon name={icon} />
      <span>{text}</span>
      <b>
        <Icon name="forward" />
      </b>
    </Link>
  );
}

/** What was recorded here, what has to be corrected, and in words what does not count yet. */
function TrayTile({ facts, through }: { facts: readonly KeptFact[]; through: number }) {
  const { say } = useSpeech();
  const open = facts.filter((k) => !k.handled);
  const correct = open.filter((k) => statusOf(k, through) === 'correct').length;
  const kinds = byKind(uncounted(facts));
  const named = kinds.filter(({ kind }) => `count.${kind}` in countWords.es);
  const rest = kinds.filter(({ kind }) => !named.some((k) => k.kind === kind)).reduce((sum, { n }) => sum + n, 0);
  const what = [
    ...named.map(({ kind, n }) => say(`count.${kind}`, { n })),
    ...(rest > 0 ? [say('phone.count-other', { n: rest })] : []),
  ];
  return (
    <Link href="/tray" className={correct > 0 ? 'tile wide card red' : 'tile wide'}>
      <Icon name={correct > 0 ? 'warn' : 'tray'} />
      <span className="row-text">
        <span>{say(correct > 0 ? 'phone.tray-correct' : 'phone.tray')}</span>
        {what.length > 0 && (
          <small className="not-counted">{say('phone.not-counted-yet', { what: what.join(', ') })}</small>
        )}
      </span>
      <b>{correct > 0 ? correct : open.length}</b>
    </Link>
  );
}

function SunSwitch() {
  const { say } = useSpeech();
  const [on, toggle] = useSunMode();
  return (
    <button type="button" className="tile wide" aria-pressed={on} onClick={toggle}>
      <Icon name="sun" />
      <span className="row-text">
        <span>{say('phone.sun')}</span>
        <small className="soft">{say(on ? 'phone.sun-on' : 'phone.sun-off')}</small>
      </span>
    </button>
  );
}
