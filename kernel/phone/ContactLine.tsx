import { dayAt } from '#kernel/pure/day.ts';
import { useContacts, useKept, useSay, useSeat } from './hooks.tsx';
import { Icon } from './Icon.tsx';

/** "12 por enviar · última vez 10:32" on every screen. Grey without network: that is no mistake of anybody's. */
export function ContactLine() {
  const say = useSay();
  const { contacts } = useSeat();
  const kept = useKept();
  const { busy, last } = useContacts();
  if (!kept) return <div className="contact" />;
  const waiting = kept.facts.filter((k) => k.receipt === null).length;
  const when = whenSaid(kept.meta.syncedMs, say);
  const text = waiting > 0 ? say('phone.to-send', { n: waiting }) : say('phone.all-sent');
  const trouble = !busy && (last === 'signed-out' || last === 'not-ours' || last === 'refused') ? last : null;
  return (
    <>
      <div className="contact" role="status">
        <Icon name={waiting > 0 ? 'cloud' : 'check'} size={20} />
        <span className="contact-text">
          <b>{text}</b> · {when}
        </span>
        <button type="button" className="quiet" disabled={busy} onClick={() => void contacts.now()}>
          {busy ? say('phone.sending') : say('phone.send-now')}
        </button>
      </div>
      {!busy && last === 'offline' && waiting > 0 && <p className="notice calm">{say('phone.offline')}</p>}
      {trouble && <p className="notice amber">{say(`phone.${trouble}`)}</p>}
      {kept.meta.wiped && <p className="notice amber">{say('phone.wiped')}</p>}
    </>
  );
}

function whenSaid(ms: number | null, say: (key: string, params?: Record<string, string>) => string): string {
  if (ms === null) return say('phone.never');
  const at = new Date(ms);
  const time = at.toLocaleTimeString('es-PE', { hour: '2-digit', minute: '2-digit', hour12: false });
  const days =
    dayAt(new Date().toISOString()) === dayAt(at.toISOString()) ? 0 : Math.ceil((Date.now() - ms) / 86_400_000);
  if (days === 0) return say('phone.last-time', { when: time });
  if (days === 1) return say('phone.last-time', { when: say('phone.yesterday', { time }) });
  return say('phone.last-time', { when: at.toLocaleDateString('es-PE', { day: '2-digit', month: '2-digit' }) });
}
