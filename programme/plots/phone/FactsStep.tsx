import { Choices, SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { PhotoField } from '#kernel/phone/PhotoField.tsx';
import { crops, mismatchReasons, tenures } from '#programme/plots/facts.ts';
import type { LiveReading } from '#programme/plots/live.ts';
import { ringOf } from '#programme/plots/walking.ts';
import { Findings } from './DrawStep.tsx';
import type { Mapping } from './mapping.ts';
import { declaredOf, hectares } from './plots.ts';
import { Sketch } from './Sketch.tsx';

/** What she says of the plot, beside what was measured. */
export function FactsStep(props: {
  readonly form: Mapping;
  readonly change: (patch: Partial<Mapping>) => void;
  readonly live: LiveReading;
  readonly said: (field: string) => string | undefined;
}) {
  const say = useSay();
  const { form, change, live, said } = props;
  const differs = live.findings.some((f) => f.code === 'plots.area-mismatch');
  const others = { ...live, findings: live.findings.filter((f) => f.code !== 'plots.area-mismatch') };
  const declared = declaredOf(form.declared);
  return (
    <>
      <div className="heading">
        <Sketch
          ring={ringOf(form.walk)}
          small
          sides={live.sides}
          label={say('plots.phone.sketch', { ha: hectares(live.areaM2) })}
        />
        <div className="live">
          <b>{say('plots.phone.area', { ha: hectares(live.areaM2) })}</b>
        </div>
      </div>
      <Findings live={others} method={form.method} />
      {differs && declared !== null && (
        <SelectField
          label={say('plots.phone.because', { measured: hectares(live.areaM2), declared: hectares(declared) })}
          value={form.because}
          choices={mismatchReasons.map((value) => ({ value, label: say(`plots.because.${value}`) }))}
          error={said('because')}
          onChange={(because) => change({ because })}
        />
      )}
      {!form.again && (
        <>
          <TextField
            label={say('plots.phone.name')}
            value={form.name}
            maxLength={80}
            capitalise
            error={said('name')}
            onChange={(name) => change({ name })}
          />
          <Choices
            label={say('plots.phone.crop')}
            value={form.crop}
            choices={crops.map((value) => ({ value, label: say(`plots.crop.${value}`) }))}
            across={2}
            error={said('crop')}
            onChange={(crop) => change({ crop })}
          />
          <TextField
            label={say('plots.phone.planted')}
            value={form.plantedYear}
            mode="numeric"
            maxLength={4}
            optional
            error={said('plantedYear')}
            onChange={(plantedYear) => change({ plantedYear })}
          />
          <SelectField
            label={say('plots.phone.tenure')}
            value={form.tenure}
            choices={tenures.map((value) => ({ value, label: say(`plots.tenure.${value}`) }))}
            error={said('tenure')}
            onChange={(tenure) => change({ tenure })}
          />
        </>
      )}
      <PhotoField
        label={say('plots.phone.photos')}
        photos={form.photos}
        most={2}
        onChange={(photos) => change({ photos })}
      />
    </>
  );
}
