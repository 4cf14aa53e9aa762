import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { useStore } from './useStore.ts';

/** Lots on their way here; each is weighed without knowing what was sent. */
export function ArrivalsPage() {
  const say = useSay();
  const store = useStore();
  return (
    <Screen title={say('lots.phone.arrivals')} up="/lots">
      {store?.transfers.length === 0 && <p className="empty">{say('lots.phone.no-arrivals')}</p>}
      <ul className="list">
        {store?.transfers.map(({ id, code, from, waybill, bags, on }) => (
          <li key={id}>
            <Link href={`/lots/arrivals/${id}`} className="row">
              <span className="row-text">
                <span className="row-title">{code}</span>
                <span className="row-under">
                  {[from, waybill, bags === null ? '' : say('lots.phone.bags', { n: bags }), dayText(on)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

const dayText = (on: string): string => on.split('-').reverse().join('/');
