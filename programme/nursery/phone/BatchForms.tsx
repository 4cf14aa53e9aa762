import { useState } from 'react';
import { useLocation } from 'wouter';
import { Choices, SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { correcting, replacedBy } from '#kernel/phone/mending.ts';
import type { Phone } from '#kernel/phone/phone.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { lossCauses, PlantsLost, PlantsReady, StageReached } from '../facts.ts';
import {
  type Counting,
  causeFor,
  countBody,
  emptyCounting,
  lossBody,
  missingOf,
  readyBody,
  type Work,
  wrongs,
} from './counting.ts';
import { type BatchNow, nextStages } from './stock.ts';
import { useNursery } from './useNursery.ts';

type Props = { readonly id: string };
export const CountBatch = ({ id }: Props) => <BatchWork id={id} work="count" />;
export const LoseFromBatch = ({ id }: Props) => <BatchWork id={id} work="loss" />;
export const LabelBatch = ({ id }: Props) => <BatchWork id={id} work="ready" />;

function BatchWork({ id, work }: { readonly id: string; readonly work: Work }) {
  const say = useSay();
  const held = useNursery();
  const batch = held?.batches.find((one) => one.id === id);
  if (held && batch)
    return <BatchForm batch={batch} work={work} today={held.today} clone={held.clones.get(batch.clone)?.name ?? ''} />;
  return (
    <Screen title={say(`nursery.phone.${work}-title`)} up="/bench">
      {held && <p className="empty">{say('nursery.unknown-batch')}</p>}
    </Screen>
  );
}

function record(phone: Phone, work: Work, c: Counting, on: string) {
  const extras = correcting(c);
  const facts = {
    count: { kind: StageReached, body: countBody(c, on), extras },
    loss: { kind: PlantsLost, body: lossBody(c, on), extras },
    ready: { kind: PlantsReady, body: readyBody(c, on), extras },
  };
  return phone.recordAll([facts[work]], replacedBy(c));
}

function BatchForm(props: {
  readonly batch: BatchNow;
  readonly work: Work;
  readonly today: string;
  readonly clone: string;
}) {
  const { batch, work, today } = props;
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const [typed, change, finish, ready] = useDraft<Counting>(`nursery.${work}.${batch.id}`, emptyCounting);
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const stages = typed.mends?.counts ? [typed.stage] : nextStages(batch.stage);
  const c = { ...typed, batch: batch.id, stage: typed.stage || (stages.length === 1 ? (stages[0] ?? '') : '') };
  const wrong = wrongs(work, c, batch);
  const said = (field: string) => {
    const found = shows ? wrong.get(field) : undefined;
    return found && say(found.code, found.params);
  };
  const save = async () => {
    setShows(true);
    if (wrong.size > 0) return showTrouble();
    setBusy(true);
    const done = await record(phone, work, c, today).catch(() => null);
    setBusy(false);
    if (!done) return setFull(true);
    await finish();
    void contacts.now();
    go(`/bench/${batch.id}`, { replace: true });
  };
  const gone = missingOf(c, batch);
  return (
    <Screen
      title={say(`nursery.phone.${work}-title`)}
      up={`/bench/${batch.id}`}
      action={
        <MainButton busy={busy || !ready} onClick={() => void save()}>
          {say('nursery.phone.save')}
        </MainButton>
      }
    >
      <p className="card">
        <b>
          {batch.bed} · {props.clone}
        </b>
        <span>
          {say(`nursery.stage.${batch.stage}`)} · {say('nursery.phone.on-bench', { n: batch.alive })} ·{' '}
          {say('nursery.phone.are-ready', { n: batch.ready })}
        </span>
      </p>
      {work === 'count' && (
        <Choices
          label={say('nursery.batches.stage')}
          across={2}
          value={c.stage}
          choices={stages.map((stage) => ({ value: stage, label: say(`nursery.stage.${stage}`) }))}
          error={said('stage')}
          onChange={(stage) => change({ stage })}
        />
      )}
      <TextField
        label={say(`nursery.phone.${work}-plants`)}
        mode="numeric"
        value={c.plants}
        error={said('plants')}
        onChange={(plants) => change({ plants })}
      />
      {work === 'count' && gone > 0 && <p className="said">{say('nursery.phone.gone', { n: gone })}</p>}
      {(work === 'loss' || (work === 'count' && gone > 0)) && (
        <SelectField
          label={say('nursery.phone.cause')}
          value={causeFor(c)}
          choices={lossCauses.map((cause) => ({ value: cause, label: say(`nursery.cause.${cause}`) }))}
          error={said('cause')}
          onChange={(cause) => change({ cause })}
        />
      )}
      {full && (
        <p className="card red" role="alert">
          {say('phone.no-room')}
        </p>
      )}
    </Screen>
  );
}
