import { Choices, SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { kilos } from '#kernel/pure/quantity.ts';
import { beanStates, tares } from '../facts.ts';
import { calibration } from '../rules.ts';
import type { StepProps } from './BuyPage.tsx';
import {
  decimal,
  emptyWeighing,
  figuresOf,
  grossOf,
  sackGrams,
  type Tare,
  type Weighing,
  wrongsOf,
} from './delivery.ts';
import { dayRead } from './purchaseReceipt.ts';

/** Bags and weights. Each weight is typed twice: a slip of the finger on a wet screen is money. */
export function WeighStep({ d, change, around, shows }: StepProps) {
  const say = useSay();
  const f = figuresOf(d, around);
  const wrongs = shows ? wrongsOf(d, around) : new Set<string>();
  const said = (what: string) => (wrongs.has(what) ? say(`purchasing.phone.wrong.${what}`) : undefined);
  const weigh = (i: number, patch: Partial<Weighing>) =>
    change({ ...d, weighings: d.weighings.map((w, at) => (at === i ? { ...w, ...patch } : w)) });
  const plots = around.customer?.plots ?? [];
  return (
    <>
      {plots.length > 1 && (
        <SelectField
          label={say('purchasing.cocoaBought.plot')}
          value={d.plot}
          choices={[
            ...plots.map(({ id, name }) => ({ value: id, label: name })),
            { value: '-', label: say('purchasing.phone.plot-unknown') },
          ]}
          error={said('plot')}
          onChange={(plot) => change({ ...d, plot })}
        />
      )}
      <Choices
        label={say('purchasing.cocoaBought.state')}
        value={d.state}
        choices={beanStates.map((state) => ({ value: state, label: say(`purchasing.state.${state}`) }))}
        error={said('state')}
        onChange={(state) => change({ ...d, state: state as typeof d.state, moisture: '', grade: '' })}
      />
      {d.weighings.map((w, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: because weighings are only added at the end
        <div key={i} className="weighing">
          {d.weighings.length > 1 && <h2>{say('purchasing.phone.weighing', { n: i + 1 })}</h2>}
          <div className="weights">
            <TextField
              label={say('purchasing.phone.bags')}
              mode="numeric"
              value={w.bags}
              error={said('bags')}
              onChange={(bags) => weigh(i, { bags })}
            />
            <TextField
              label={say('purchasing.phone.gross')}
              mode="decimal"
              value={w.first}
              error={said('weight')}
              onChange={(first) => weigh(i, { first })}
            />
          </div>
          <TextField
            label={say('purchasing.phone.gross-again')}
            mode="decimal"
            value={w.second}
            error={differs(w) ? say('purchasing.phone.wrong.twice') : said('twice')}
            onChange={(second) => weigh(i, { second })}
          />
        </div>
      ))}
      <div className="pair">
        <button
          type="button"
          className="second-button"
          onClick={() => change({ ...d, weighings: [...d.weighings, emptyWeighing] })}
        >
          {say('purchasing.phone.more-weighings')}
        </button>
        {d.weighings.length > 1 && (
          <button
            type="button"
            className="second-button"
            onClick={() => change({ ...d, weighings: d.weighings.slice(0, -1) })}
          >
            {say('purchasing.phone.fewer-weighings')}
          </button>
        )}
      </div>
      <Choices
        label={say('purchasing.phone.tare-by')}
        value={d.tareBy}
        choices={tares.map((tare) => ({
          value: tare,
          label:
            tare === 'weighed'
              ? say('purchasing.phone.tare-weighed')
              : `${say(`purchasing.phone.tare-${tare}`)} ${kilos(sackGrams[tare])} kg`,
        }))}
        error={d.tareBy === 'weighed' ? undefined : said('tare')}
        onChange={(tareBy) => change({ ...d, tareBy: tareBy as Tare })}
      />
      {d.tareBy === 'weighed' && (
        <TextField
          label={say('purchasing.phone.tare')}
          mode="decimal"
          value={d.tare}
          error={said('tare')}
          onChange={(tare) => change({ ...d, tare })}
        />
      )}
      <ScaleLine d={d} change={change} around={around} />
      <Plate d={d} change={change} />
      <p className="card total">
        <span>{say('purchasing.phone.net')}</span>
        <b>{f.net === null ? '—' : `${kilos(f.net)} kg`}</b>
      </p>
    </>
  );
}

function Plate({ d, change }: Pick<StepProps, 'd' | 'change'>) {
  const say = useSay();
  return (
    <TextField
      label={say('purchasing.cocoaBought.vehicle')}
      optional
      maxLength={12}
      value={d.vehicle ?? ''}
      onChange={(vehicle) => change({ ...d, vehicle })}
    />
  );
}

/** Told while the second one is typed, once it cannot become the first any more. */
function differs(w: Weighing): boolean {
  const [first, second] = [decimal(w.first, 1000), decimal(w.second, 1000)];
  return first !== null && second !== null && grossOf(w) === null && w.second.length >= w.first.length;
}

function ScaleLine({ d, change, around }: Pick<StepProps, 'd' | 'change' | 'around'>) {
  const say = useSay();
  const scale = around.scales.find(({ id }) => id === d.scale);
  const serials = new Set(around.scales.map(({ serial }) => serial));
  const standing = scale && calibration(scale.on, around.today, figuresOf(d, around).terms);
  return (
    <>
      {serials.size > 1 && (
        <SelectField
          label={say('purchasing.cocoaBought.scale')}
          value={d.scale}
          choices={[...serials].flatMap((serial) => {
            const latest = around.scales.find((s) => s.serial === serial);
            return latest ? [{ value: latest.id, label: serial }] : [];
          })}
          onChange={(chosen) => change({ ...d, scale: chosen })}
        />
      )}
      <p className={standing === 'in-time' ? 'said' : 'card amber'}>
        {scale
          ? say(`purchasing.phone.scale-${standing}`, { serial: scale.serial, on: dayRead(scale.on) })
          : say('purchasing.phone.no-scale')}
      </p>
    </>
  );
}
