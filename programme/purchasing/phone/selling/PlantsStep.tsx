import { SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import type { SaleStepProps } from './SellPage.tsx';
import { figuresOf } from './sale.ts';

/** Which clones and how many: only what stands ready, the bed that was ready first above. */
export function PlantsStep({ sale, change, around, said }: SaleStepProps) {
  const say = useSay();
  const f = figuresOf(sale, around);
  const plots = around.customer?.plots ?? [];
  const ready = around.batches
    .filter((batch) => batch.ready > 0 || sale.plants[batch.id])
    .sort((a, b) => ((a.readyOn ?? '') < (b.readyOn ?? '') ? -1 : 1));
  return (
    <>
      {plots.length > 0 && (
        <SelectField
          label={say('purchasing.sell.plot')}
          value={sale.plot}
          optional
          empty={say('purchasing.sell.plot-none')}
          choices={plots.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(plot) => change({ plot })}
        />
      )}
      {ready.length === 0 && <p className="card amber">{say('purchasing.sell.none-ready')}</p>}
      {ready.map((batch) => (
        <TextField
          key={batch.id}
          label={`${around.clones.get(batch.clone)?.name ?? '—'} · ${batch.bed}`}
          mode="numeric"
          value={sale.plants[batch.id] ?? ''}
          hint={say('purchasing.sell.stand-ready', { n: Math.max(0, batch.ready) })}
          error={said(batch.id)}
          onChange={(typed) => change({ plants: { ...sale.plants, [batch.id]: typed } })}
        />
      ))}
      {said('plants') && (
        <p className="said wrong" role="alert">
          {said('plants')}
        </p>
      )}
      <TextField
        label={say('purchasing.sell.price')}
        mode="decimal"
        value={sale.price}
        error={said('price')}
        onChange={(price) => change({ price })}
      />
      {f.warnings.map((warning) => (
        <p key={warning.code} className="card amber">
          {say(warning.code, warning.params)}
        </p>
      ))}
      <p className="card total">
        <span>{say('nursery.phone.plants', { n: f.plants })}</span>
        <b>{soles(f.amount)}</b>
      </p>
    </>
  );
}
