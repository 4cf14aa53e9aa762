import { Link } from 'wouter';
import { useRecords, useSay } from '#kernel/phone/hooks.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { kilos } from '#kernel/pure/quantity.ts';
import { lotStates } from '../facts.ts';
import type { LotDoc } from './lots.ts';
import { useStore } from './useStore.ts';

/** What lies in the store, lot by lot, as of the last contact. */
export function LotsPage() {
  const say = useSay();
  const store = useStore();
  const lots = useRecords<LotDoc>('lots.lot');
  const all = [...(lots ?? [])].sort((a, b) => (a.body.on < b.body.on ? 1 : -1));
  return (
    <Screen
      title={say('lots.phone.store')}
      up="/"
      action={
        <Link href="/lots/count" className="main-button">
          {say('lots.phone.count')}
        </Link>
      }
    >
      <ul className="list">
        {(
          [
            ['/lots/arrivals', 'lots.phone.arrivals', store?.transfers.length],
            ['/lots/batches', 'lots.phone.batches', store?.batches.length],
          ] as const
        ).map(([href, word, n]) => (
          <li key={href}>
            <Link href={href} className="row">
              <span className="row-text">
                <span className="row-title">{say(word)}</span>
              </span>
              <b>{n ?? '…'}</b>
            </Link>
          </li>
        ))}
      </ul>
      {lots && all.length === 0 && <p className="empty">{say('lots.phone.empty')}</p>}
      {lotStates.map((state) => {
        const rows = all.filter(({ body }) => body.state === state);
        if (rows.length === 0) return null;
        const grams = rows.reduce((sum, { body }) => sum + body.balance, 0);
        return (
          <section key={state}>
            <h2 className="section-title">
              {say(`lots.phone.state.${state}`)} · {kilos(grams)} kg
            </h2>
            <ul className="list">
              {rows.map(({ id, body }) => (
                <li key={id} className="row">
                  <span className="row-text">
                    <span className="row-title">{body.code}</span>
                    <span className="row-under">
                      {[
                        body.on.split('-').reverse().join('/'),
                        body.moisture === null ? '' : `${Math.round(body.moisture / 1000) / 10} %`,
                        body.certified ? say('lots.phone.certified') : '',
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  <b>{kilos(body.balance)} kg</b>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </Screen>
  );
}
