import { TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { MainButton, Screen } from '#kernel/phone/Screen.tsx';
import { LotArrived } from '../storeFacts.ts';
import { arrivalBody, noArrival, type TransferDoc, wrongArrival } from './storing.ts';
import { useSaving } from './useSaving.ts';
import { useStore } from './useStore.ts';

/** A lot that arrived, weighed blind: bags, kilos, moisture; what is missing is told by the office's copy. */
export function ArrivalPage({ id }: { readonly id: string }) {
  const say = useSay();
  const store = useStore();
  const found = store?.transfers.find((one) => one.id === id);
  if (store && found) return <Weighing of={found} today={store.today} />;
  return (
    <Screen title={say('lots.phone.arrival')} up="/lots/arrivals">
      {store && <p className="empty">{say('lots.phone.no-arrivals')}</p>}
    </Screen>
  );
}

function Weighing({ of, today }: { readonly of: TransferDoc; readonly today: string }) {
  const say = useSay();
  const { form, change, save, said, busy, full } = useSaving(`lots.arrive.${of.id}`, noArrival, wrongArrival);
  return (
    <Screen
      title={say('lots.phone.arrival')}
      up="/lots/arrivals"
      action={
        <MainButton busy={busy} onClick={() => void save(LotArrived, arrivalBody(form, of, today), '/lots/arrivals')}>
          {say('lots.phone.save')}
        </MainButton>
      }
    >
      <p className="card">
        <b>{of.code}</b>
        <span>{[of.from, of.waybill, of.vehicle, of.seal].filter(Boolean).join(' · ')}</span>
      </p>
      <p className="said">{say('lots.phone.blind')}</p>
      <TextField
        label={say('lots.phone.kilos-on-scale')}
        mode="decimal"
        value={form.kilos}
        error={said('kilos')}
        onChange={(kilos) => change({ kilos })}
      />
      <TextField
        label={say('lots.phone.bags-arrived')}
        mode="numeric"
        optional
        value={form.bags}
        error={said('bags')}
        hint={of.bags === null ? undefined : say('lots.phone.bags-sent', { n: of.bags })}
        onChange={(bags) => change({ bags })}
      />
      <TextField
        label={say('lots.phone.moisture')}
        mode="decimal"
        optional
        value={form.moisture}
        error={said('moisture')}
        onChange={(moisture) => change({ moisture })}
      />
      <TextField
        label={say('lots.phone.reason')}
        optional
        maxLength={300}
        value={form.reason}
        hint={say('lots.phone.reason-hint')}
        onChange={(reason) => change({ reason })}
      />
      {full && (
        <p className="card red" role="alert">
          {say('phone.no-room')}
        </p>
      )}
    </Screen>
  );
}
