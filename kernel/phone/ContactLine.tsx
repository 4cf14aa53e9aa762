import { Link } from 'wouter';
import { dayAt } from '#kernel/pure/day.ts';
import { useContacts, useKept, useSay, useSeat } from './hooks.tsx';
import { Icon } from './Icon.tsx';

/** From here on the clock is said to be wrong; nothing is refused for it. */
const wrongClockMs = 10 * 60_000;

/** "12 por enviar · última vez 10:32" on every screen. Grey without network: that is no mistake of anybody's. */
export function ContactLine() {
  const say = useSay();
  const { contacts, app } = useSeat();
  const kept = useKept();
  const { busy, last } = useContacts();
  if (!kept) return <div className="contact" />;
  const waiting = kept.facts.filter((k) => k.receipt === null).length;
  const when = whenSaid(kept.meta.syncedMs, say);
  const text = waiting > 0 ? say('phone.to-send', { n: waiting }) : say('phone.all-sent');
  const trouble =
    !busy && (last === 'signed-out' || last === 'not-ours' || last === 'refused' || last === 'full') ? last : null;
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
      {trouble === 'signed-out' && (
        <p className="notice amber">
          <Link href="/settings">{say('phone.signed-out')}</Link>
        </p>
      )}
      {trouble && trouble !== 'signed-out' && <p className="notice amber">{say(`phone.${trouble}`)}</p>}
      {Math.abs(kept.meta.offset ?? 0) > wrongClockMs && <p className="notice amber">{say('phone.wrong-clock')}</p>}
      {isOlder(app, kept.meta.minApp) && <p className="notice amber">{say('phone.too-old')}</p>}
      {kept.meta.wiped && <p className="notice amber">{say('phone.wiped')}</p>}
      {kept.meta.barred === 'device.revoked' && <p className="notice amber">{say('phone.barred.device.revoked')}</p>}
    </>
  );
}

/** Versions are numbers with dots; a missing part counts as 0. */
function isOlder(app: string, least: string): boolean {
  const [a, b] = [app, least].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const at = [0, 1, 2].find((i) => (a[i] ?? 0) !== (b[i] ?? 0));
  return at !== undefined && (a[at] ?? 0) < (b[at] ?? 0);
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
