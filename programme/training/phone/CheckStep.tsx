import { Check, Stepper, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { PhotoField } from '#kernel/phone/PhotoField.tsx';
import { materials } from '#programme/training/facts.ts';
import { crowdedAbove } from '#programme/training/rules.ts';
import { Headcount } from './Headcount.tsx';
import { dayText, useModuleTitle } from './ModuleField.tsx';
import type { Holding } from './trainings.ts';
import type { Ground } from './useHolding.ts';

/** A last look: women, men and young people at once, and the photo. */
export function CheckStep(props: {
  readonly form: Holding;
  readonly change: (patch: Partial<Holding>) => void;
  readonly said: (field: string) => string | undefined;
  readonly ground: Ground;
}) {
  const { form, change, said, ground } = props;
  const say = useSay();
  const title = useModuleTitle(ground.modules);
  const present = new Set(form.present);
  const people = ground.people.filter((p) => present.has(p.id));
  const use = (what: (typeof materials)[number], used: boolean) =>
    change({ materials: used ? [...form.materials, what] : form.materials.filter((m) => m !== what) });
  return (
    <>
      <div className="card">
        <Headcount people={people} walkIns={form.walkIns.length} on={form.on} />
        <p className="soft">{[title(form.module), dayText(form.on), form.place].filter(Boolean).join(' · ')}</p>
      </div>
      {form.present.length > crowdedAbove && (
        <p className="card amber">{say('training.crowded', { people: form.present.length, most: crowdedAbove })}</p>
      )}
      <div className="card">
        <PhotoField
          label={say('training.phone.photo')}
          photos={form.photos}
          most={4}
          onChange={(photos) => change({ photos })}
        />
        {form.photos.length === 0 && (
          <TextField
            label={say('training.phone.no-photo')}
            value={form.noPhoto}
            maxLength={200}
            error={said('noPhoto')}
            onChange={(noPhoto) => change({ noPhoto })}
          />
        )}
      </div>
      {ground.promoter && (
        <div className="card">
          <h2>{say('training.phone.materials')}</h2>
          {materials
            .filter((m) => m !== 'none')
            .map((what) => (
              <Check
                key={what}
                label={say(`training.material.${what}`)}
                checked={form.materials.includes(what)}
                onChange={(used) => use(what, used)}
              />
            ))}
          <Stepper
            label={say('training.phone.advised')}
            hint={say('training.phone.advised-why')}
            value={form.advised}
            most={50}
            onChange={(advised) => change({ advised })}
          />
        </div>
      )}
    </>
  );
}
