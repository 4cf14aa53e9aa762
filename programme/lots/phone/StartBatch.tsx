import { Choices, SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { MainButton, Screen } from '#kernel/phone/Screen.tsx';
import { kilos as kilosText } from '#kernel/pure/quantity.ts';
import { BatchStarted } from '../storeFacts.ts';
import { gramsIn, methodsOf, noStart, type Starting, startBody, wrongStart } from './storing.ts';
import { useSaving } from './useSaving.ts';
import { useStore } from './useStore.ts';

/** Beans go into a box or onto a bed: which, of which lot, how many kilos. */
export function StartBatch() {
  const say = useSay();
  const store = useStore();
  const { form, change, save, said, busy, full } = useSaving<Starting>('lots.start', noStart, wrongStart);
  const fits = (store?.lots ?? []).filter((lot) =>
    form.process === 'drying' ? lot.state !== 'selected' : lot.state === 'wet',
  );
  const lot = fits.find(({ id }) => id === form.lot);
  const start = () => {
    const at = form.at === '' ? new Date().toTimeString().slice(0, 5) : form.at;
    const code = `${lot?.code ?? ''} ${form.place.trim()}`.trim().slice(0, 40);
    const body = startBody({ ...form, at }, { centre: lot?.centre ?? '', code }, store?.today ?? '');
    void save(BatchStarted, body, '/lots/batches');
  };
  const over = lot !== undefined && (gramsIn(form.kilos) ?? 0) > lot.balance;
  return (
    <Screen
      title={say('lots.phone.start')}
      up="/lots/batches"
      action={
        <MainButton busy={busy || !store} onClick={start}>
          {say('lots.phone.save')}
        </MainButton>
      }
    >
      <Choices
        label={say('lots.phone.what')}
        across={2}
        value={form.process}
        choices={(['fermentation', 'drying'] as const).map((value) => ({
          value,
          label: say(`lots.phone.process.${value}`),
        }))}
        error={said('process')}
        onChange={(process) => change({ process: process as 'drying', method: '', lot: '', kilos: '' })}
      />
      {form.process !== '' && (
        <>
          <Choices
            label={say('lots.phone.method')}
            value={form.method}
            choices={methodsOf(form.process).map((value) => ({ value, label: say(`lots.phone.method.${value}`) }))}
            error={said('method')}
            onChange={(method) => change({ method })}
          />
          <TextField
            label={say('lots.phone.place')}
            value={form.place}
            maxLength={40}
            error={said('place')}
            onChange={(place) => change({ place })}
          />
          <SelectField
            label={say('lots.phone.lot')}
            value={form.lot}
            empty={say('lots.phone.choose-lot')}
            choices={fits.map(({ id, code, balance }) => ({ value: id, label: `${code} · ${kilosText(balance)} kg` }))}
            error={said('lot')}
            onChange={(id) =>
              change({ lot: id, kilos: String((fits.find((one) => one.id === id)?.balance ?? 0) / 1000) })
            }
          />
          <TextField
            label={say('lots.phone.kilos-in')}
            mode="decimal"
            value={form.kilos}
            error={said('kilos')}
            hint={over ? say('lots.phone.over', { kg: kilosText(lot.balance) }) : undefined}
            onChange={(kilos) => change({ kilos })}
          />
        </>
      )}
      {full && (
        <p className="card red" role="alert">
          {say('phone.no-room')}
        </p>
      )}
    </Screen>
  );
}
