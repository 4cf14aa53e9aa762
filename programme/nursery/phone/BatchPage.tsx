import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { type KeptFact, statusOf } from '#kernel/phone/keeping.ts';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { PlantsLost, PlantsReady, StageReached } from '../facts.ts';
import { nextStages } from './stock.ts';
import { useNursery } from './useNursery.ts';

const kinds: readonly string[] = [StageReached.kind, PlantsLost.kind, PlantsReady.kind];

/** One batch: what the book has of it, what is done with it, and what this phone recorded of it. */
export function BatchPage({ id }: { id: string }) {
  const say = useSay();
  const held = useNursery();
  const batch = held?.batches.find((one) => one.id === id);
  if (!held || !batch)
    return (
      <Screen title={say('nursery.batch')} up="/bench">
        {held && <p className="empty">{say('nursery.unknown-batch')}</p>}
      </Screen>
    );
  const here = held.facts.filter(
    ({ fact }) => kinds.includes(fact.kind) && (fact.body as { batch?: string }).batch === id,
  );
  // What is labelled already is counted no more: what is missing there is a loss.
  const counts = batch.alive > 0 && nextStages(batch.stage).length > 0;
  const main = counts ? { href: 'count', word: 'nursery.phone.count' } : { href: 'loss', word: 'nursery.phone.loss' };
  return (
    <Screen
      title={`${batch.bed} · ${held.clones.get(batch.clone)?.name ?? ''}`}
      up="/bench"
      action={
        <Link href={`/bench/${id}/${main.href}`} className="main-button">
          {say(main.word)}
        </Link>
      }
    >
      <dl className="card facts">
        <dt>{say('nursery.batches.stage')}</dt>
        <dd>
          <b>{say(`nursery.stage.${batch.stage}`)}</b>
        </dd>
        <dt>{say('nursery.sown')}</dt>
        <dd>{batch.seeds}</dd>
        <dt>{say('nursery.bench')}</dt>
        <dd>{batch.alive}</dd>
        <dt>{say('nursery.ready')}</dt>
        <dd>{batch.ready}</dd>
        <dt>{say('nursery.delivered')}</dt>
        <dd>{batch.sold}</dd>
        <dt>{say('nursery.lost')}</dt>
        <dd>{batch.lost}</dd>
      </dl>
      {batch.waits > 0 && <p className="said">{say('nursery.phone.waits', { n: batch.waits })}</p>}
      {counts && (
        <Link href={`/bench/${id}/loss`} className="second-button">
          {say('nursery.phone.loss')}
        </Link>
      )}
      {batch.alive > 0 && (
        <Link href={`/bench/${id}/ready`} className="second-button">
          {say('nursery.phone.label')}
        </Link>
      )}
      {here.length > 0 && (
        <ul className="list">
          {here.map((kept) => (
            <li key={kept.id}>
              <Recorded kept={kept} through={held.meta.through} />
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
}

function Recorded({ kept, through }: { readonly kept: KeptFact; readonly through: number }) {
  const say = useSay();
  const body = kept.fact.body as { plants?: number; alive?: number };
  const flags = kept.receipt?.flags ?? [];
  return (
    <div className="row">
      <span className="row-text">
        <span className="row-title">
          {say(kept.fact.kind)} · {body.plants ?? body.alive}
        </span>
        {flags.map((flag) => (
          <span key={flag.code} className="row-under">
            {say(flag.code, flag.params)}
          </span>
        ))}
        <StatusTag status={statusOf(kept, through)} />
      </span>
    </div>
  );
}
