import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { kilos } from '#kernel/pure/quantity.ts';
import { useStore } from './useStore.ts';

/** Boxes and beds under way, the oldest first, with when each was turned last. */
export function BatchesPage() {
  const say = useSay();
  const store = useStore();
  return (
    <Screen
      title={say('lots.phone.batches')}
      up="/lots"
      action={
        <Link href="/lots/batches/new" className="main-button">
          {say('lots.phone.start')}
        </Link>
      }
    >
      {store?.batches.length === 0 && <p className="empty">{say('lots.phone.no-batches')}</p>}
      <ul className="list">
        {store?.batches.map((batch) => (
          <li key={batch.id}>
            <Link href={`/lots/batches/${batch.id}`} className="row">
              <span className="row-text">
                <span className="row-title">{batch.place}</span>
                <span className="row-under">
                  {[
                    say(`lots.phone.process.${batch.process}`),
                    `${kilos(batch.grams)} kg`,
                    say('lots.phone.day-of', { n: daysSince(batch.on, store.today) }),
                    batch.temperature === null ? '' : `${batch.temperature / 10} °C`,
                    batch.moisture === null ? '' : `${Math.round(batch.moisture / 1000) / 10} %`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span className="row-under">
                  {batch.lastTurn === null
                    ? say('lots.phone.never-turned')
                    : say('lots.phone.last-turn', { when: whenText(batch.lastTurn) })}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

const daysSince = (on: string, today: string): number =>
  Math.max(0, Math.round((Date.parse(today) - Date.parse(on)) / 86_400_000));

/** `2021-06-15 07:30` as people write it. */
export function whenText(moment: string): string {
  const [day = '', time = ''] = moment.split(' ');
  return `${day.split('-').reverse().join('/')} ${time}`;
}
