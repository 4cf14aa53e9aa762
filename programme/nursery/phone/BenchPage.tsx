import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { stages } from '../facts.ts';
import type { BatchNow } from './stock.ts';
import { type Nursery, useNursery } from './useNursery.ts';

/** What stands where: the batches by stage, the most advanced first, each with its bed and its plants. */
export function BenchPage() {
  const say = useSay();
  const held = useNursery();
  if (!held?.nursery)
    return (
      <Screen title={say('nursery.phone.bench')} up="/">
        {held && <p className="empty">{say('nursery.phone.no-nursery')}</p>}
      </Screen>
    );
  const standing = held.batches.filter((batch) => batch.alive + batch.ready > 0);
  const empty = held.batches.length - standing.length;
  return (
    <Screen
      title={say('nursery.phone.bench')}
      up="/"
      action={
        <Link href="/seedlings/sell" className="main-button">
          {say('nursery.phone.sell')}
        </Link>
      }
    >
      <p className="said">{say('nursery.phone.tap-batch')}</p>
      {standing.length === 0 && <p className="empty">{say('nursery.phone.no-batches')}</p>}
      {[...stages].reverse().map((stage) => {
        const rows = standing.filter((batch) => batch.stage === stage);
        if (rows.length === 0) return null;
        const plants = rows.reduce((sum, batch) => sum + batch.alive + batch.ready, 0);
        return (
          <section key={stage}>
            <h2 className="section-title">
              {say(`nursery.stage.${stage}`)} · {say('nursery.phone.plants', { n: plants })}
            </h2>
            <ul className="list">
              {rows.map((batch) => (
                <li key={batch.id}>
                  <Row batch={batch} held={held} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {empty > 0 && <p className="said">{say('nursery.phone.emptied', { n: empty })}</p>}
    </Screen>
  );
}

function Row({ batch, held }: { readonly batch: BatchNow; readonly held: Nursery }) {
  const say = useSay();
  const parts = [
    batch.alive > 0 && say('nursery.phone.on-bench', { n: batch.alive }),
    batch.ready > 0 && say('nursery.phone.are-ready', { n: batch.ready }),
    batch.waits > 0 && say('nursery.phone.waits', { n: batch.waits }),
  ];
  return (
    <Link href={`/bench/${batch.id}`} className="row">
      <span className="row-text">
        <span className="row-title">
          {batch.bed} · {held.clones.get(batch.clone)?.name ?? '—'}
        </span>
        <span className="row-under">{parts.filter(Boolean).join(' · ')}</span>
      </span>
      <Icon name="forward" />
    </Link>
  );
}
