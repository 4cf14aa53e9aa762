import { Link } from 'wouter';
import { Choices, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { MainButton, Screen } from '#kernel/phone/Screen.tsx';
import { kilos } from '#kernel/pure/quantity.ts';
import { LotMade } from '../facts.ts';
import { BatchRead } from '../storeFacts.ts';
import { whenText } from './BatchesPage.tsx';
import {
  type BatchDoc,
  closingBody,
  noClosing,
  noReading,
  type Reading,
  readingBody,
  wrongClosing,
  wrongReading,
} from './storing.ts';
import { useSaving } from './useSaving.ts';
import { useStore } from './useStore.ts';

type Props = { readonly id: string };
export const BatchPage = ({ id }: Props) => <WithBatch id={id} Form={ReadBatch} />;
export const CloseBatch = ({ id }: Props) => <WithBatch id={id} Form={Close} />;

interface Shown {
  readonly batch: BatchDoc;
  readonly today: string;
}

function WithBatch({ id, Form }: Props & { readonly Form: (of: Shown) => React.ReactNode }) {
  const say = useSay();
  const store = useStore();
  const batch = store?.batches.find((one) => one.id === id);
  if (store && batch) return <Form batch={batch} today={store.today} />;
  return (
    <Screen title={say('lots.phone.batch')} up="/lots/batches">
      {store && <p className="empty">{say('lots.phone.no-batch')}</p>}
    </Screen>
  );
}

function Head({ batch }: { readonly batch: BatchDoc }) {
  const say = useSay();
  const last = batch.lastTurn === null ? '' : say('lots.phone.last-turn', { when: whenText(batch.lastTurn) });
  return (
    <p className="card">
      <b>{`${batch.place} · ${kilos(batch.grams)} kg`}</b>
      <span>
        {[
          say(`lots.phone.process.${batch.process}`),
          batch.code,
          say('lots.phone.turns', { n: batch.turns }),
          last,
          batch.temperature === null ? '' : `${batch.temperature / 10} °C`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </p>
  );
}

/** What is done most: a look, with or without turning. */
function ReadBatch({ batch, today }: Shown) {
  const say = useSay();
  const { form, change, save, said, busy, full } = useSaving<Reading>(`lots.read.${batch.id}`, noReading, wrongReading);
  const record = () => {
    const time = new Date().toTimeString().slice(0, 5);
    void save(BatchRead, readingBody(form, batch.id, { today, time }), '/lots/batches');
  };
  const isBox = batch.process === 'fermentation';
  return (
    <Screen
      title={batch.place}
      up="/lots/batches"
      action={
        <MainButton busy={busy} onClick={record}>
          {say('lots.phone.save-reading')}
        </MainButton>
      }
    >
      <Head batch={batch} />
      <Choices
        label={say('lots.phone.turned')}
        across={2}
        value={form.turned}
        choices={(['yes', 'no'] as const).map((value) => ({ value, label: say(`lots.phone.${value}`) }))}
        error={said('turned')}
        onChange={(turned) => change({ turned: turned as 'yes' })}
      />
      {isBox && (
        <TextField
          label={say('lots.phone.temperature')}
          mode="decimal"
          optional
          value={form.temperature}
          error={said('temperature')}
          onChange={(temperature) => change({ temperature })}
        />
      )}
      {!isBox && (
        <TextField
          label={say('lots.phone.moisture')}
          mode="decimal"
          optional
          value={form.moisture}
          error={said('moisture')}
          onChange={(moisture) => change({ moisture })}
        />
      )}
      {isBox && (
        <TextField
          label={say('lots.phone.moved-to')}
          optional
          maxLength={40}
          value={form.place}
          onChange={(place) => change({ place })}
        />
      )}
      <Link href={`/lots/batches/${batch.id}/close`} className="second-button">
        {say(isBox ? 'lots.phone.close-box' : 'lots.phone.close-bed')}
      </Link>
      {full && (
        <p className="card red" role="alert">
          {say('phone.no-room')}
        </p>
      )}
    </Screen>
  );
}

/** What came out of it. */
function Close({ batch, today }: Shown) {
  const say = useSay();
  const { form, change, save, said, busy, full } = useSaving(`lots.close.${batch.id}`, noClosing, wrongClosing);
  return (
    <Screen
      title={say(batch.process === 'fermentation' ? 'lots.phone.close-box' : 'lots.phone.close-bed')}
      up={`/lots/batches/${batch.id}`}
      action={
        <MainButton busy={busy} onClick={() => void save(LotMade, closingBody(form, batch, today), '/lots/batches')}>
          {say('lots.phone.save')}
        </MainButton>
      }
    >
      <Head batch={batch} />
      <TextField
        label={say('lots.phone.kilos-out')}
        mode="decimal"
        value={form.kilos}
        error={said('kilos')}
        onChange={(typed) => change({ kilos: typed })}
      />
      {batch.process === 'drying' && (
        <TextField
          label={say('lots.phone.moisture')}
          mode="decimal"
          optional
          value={form.moisture}
          error={said('moisture')}
          onChange={(moisture) => change({ moisture })}
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
