import { TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { MainButton, Screen } from '#kernel/phone/Screen.tsx';
import { lotStates } from '../facts.ts';
import { StockCounted } from '../storeFacts.ts';
import { type Counting, countBody, noCount, wrongCount } from './storing.ts';
import { useSaving } from './useSaving.ts';
import { useStore } from './useStore.ts';

/** Every lot is weighed where it lies, without seeing what the book says; those that are not weighed stay blank. */
export function CountStock() {
  const say = useSay();
  const store = useStore();
  const { form, change, save, busy, full, shows, wrong } = useSaving<Counting>('lots.count', noCount, wrongCount);
  const lots = store?.lots ?? [];
  const record = () => {
    const weighed = lots.filter(({ id }) => (form.kilos[id] ?? '').trim() !== '');
    void save(StockCounted, countBody(form, weighed[0]?.centre ?? '', store?.today ?? ''), '/lots');
  };
  return (
    <Screen
      title={say('lots.phone.count')}
      up="/lots"
      action={
        <MainButton busy={busy || !store} onClick={record}>
          {say('lots.phone.save')}
        </MainButton>
      }
    >
      <p className="said">{say('lots.phone.count-blind')}</p>
      {shows && wrong.includes('none') && (
        <p className="said wrong" role="alert">
          {say('lots.phone.wrong.none')}
        </p>
      )}
      {lotStates.map((state) => {
        const rows = lots.filter((lot) => lot.state === state);
        if (rows.length === 0) return null;
        return (
          <section key={state}>
            <h2 className="section-title">{say(`lots.phone.state.${state}`)}</h2>
            {rows.map(({ id, code }) => (
              <TextField
                key={id}
                label={`${code}, kg`}
                mode="decimal"
                value={form.kilos[id] ?? ''}
                error={shows && wrong.includes(id) ? say('lots.phone.wrong.kilos') : undefined}
                onChange={(kilos) => change({ kilos: { ...form.kilos, [id]: kilos } })}
              />
            ))}
          </section>
        );
      })}
      {full && (
        <p className="card red" role="alert">
          {say('phone.no-room')}
        </p>
      )}
    </Screen>
  );
}
