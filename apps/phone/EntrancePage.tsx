import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useSpeech } from '#kernel/phone/hooks.tsx';
import { MainButton } from '#kernel/phone/Screen.tsx';
import { type Asked, enter, lookAtSeat, type PhoneSession } from '#kernel/phone/session.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { Seat } from '#kernel/server/enrolments.ts';
import '#kernel/phone/entrance.css';

/** The office's code opened the app: whose seat it is, before anything is used up. */
export function EntrancePage(props: {
  readonly code: string;
  readonly onEntered: (session: PhoneSession) => void;
  readonly onOther: () => void;
}) {
  const { say, language } = useSpeech();
  const { code, onEntered, onOther } = props;
  const [asked, setAsked] = useState<Asked<Seat> | null>(null);
  const [busy, setBusy] = useState(false);
  const look = useCallback(() => {
    setAsked(null);
    void lookAtSeat(code).then(setAsked);
  }, [code]);
  useEffect(look, [look]);
  const words = (refusals: readonly (Refusal & { words?: Record<string, string> })[]) =>
    refusals.map(({ code: why, params, words: said }) => said?.[language] ?? say(why, params)).join(' ');
  const go = async () => {
    setBusy(true);
    const entered = await enter(code);
    setBusy(false);
    if (entered.ok) onEntered(entered.session);
    else setAsked(entered);
  };
  if (asked === null) return <Frame>{<p className="empty">{say('phone.code.looking')}</p>}</Frame>;
  if (!asked.ok)
    return (
      <Frame
        action={<MainButton onClick={look}>{say('phone.code.again')}</MainButton>}
        second={<Quiet onClick={onOther}>{say('phone.code.other')}</Quiet>}
      >
        <p className="card amber" role="alert">
          {words(asked.refusals)}
        </p>
      </Frame>
    );
  const { names, programme, grants } = asked.value;
  return (
    <Frame
      action={
        <MainButton busy={busy} onClick={() => void go()}>
          {say(busy ? 'phone.seat.entering' : 'phone.seat.me')}
        </MainButton>
      }
      second={<Quiet onClick={onOther}>{say('phone.seat.not-me')}</Quiet>}
    >
      <div className="card">
        <p className="soft">{say('phone.seat.title')}</p>
        <p className="seat-name">{names}</p>
        <p>{programme}</p>
        <ul className="seat-grants">
          {grants.map(({ role, places }) => (
            <li key={role}>
              <b>{say(`partners.role.${role}`)}</b> ·{' '}
              {places === 'all' ? say('phone.seat.everywhere') : places.join(', ')}
            </li>
          ))}
        </ul>
      </div>
    </Frame>
  );
}

function Quiet({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="second-button" onClick={onClick}>
      {children}
    </button>
  );
}

/** A screen before anybody is in: the mark or what it is about, the matter, one main action at the thumb. */
export function Frame(props: {
  readonly title?: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly second?: ReactNode;
}) {
  return (
    <div className={props.title ? 'screen' : 'screen door'}>
      {props.title ? (
        <header className="top">
          <h1>{props.title}</h1>
        </header>
      ) : (
        <h1 className="door-mark">
          <img src="/phone/icon.svg" alt="" width="84" height="84" />
          <b className="door-name">Minka</b>
        </h1>
      )}
      <main className="matter">
        {props.children}
        {props.second}
      </main>
      {props.action && <footer className="bottom">{props.action}</footer>}
    </div>
  );
}
