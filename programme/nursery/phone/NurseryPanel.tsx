import { Choices } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { useNursery } from './useNursery.ts';

/** What an operator sees first: her nursery, what stands on its benches and what may be sold. */
export function NurseryPanel() {
  const say = useSay();
  const held = useNursery();
  if (!held) return null;
  const { nursery, nurseries, batches, choose } = held;
  if (!nursery) return <p className="card amber">{say('nursery.phone.no-nursery')}</p>;
  const sum = (of: 'alive' | 'ready') => batches.reduce((all, batch) => all + Math.max(0, batch[of]), 0);
  const waits = batches.reduce((all, batch) => all + batch.waits, 0);
  return (
    <>
      {nurseries.length > 1 && (
        <Choices
          label={say('nursery.nursery')}
          value={nursery.id}
          across={2}
          choices={nurseries.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={choose}
        />
      )}
      <div className="card">
        <h2>{nursery.name}</h2>
        <dl className="facts">
          <dt>{say('nursery.ready')}</dt>
          <dd>
            <b>{sum('ready')}</b>
          </dd>
          <dt>{say('nursery.bench')}</dt>
          <dd>{sum('alive')}</dd>
        </dl>
        {waits > 0 && <p className="said">{say('nursery.phone.waits', { n: waits })}</p>}
      </div>
    </>
  );
}

/** Plants that stand in the nursery, for the tile. */
export function BenchCount() {
  const held = useNursery();
  if (!held?.nursery) return null;
  return <>{held.batches.reduce((all, batch) => all + Math.max(0, batch.alive + batch.ready), 0)}</>;
}
