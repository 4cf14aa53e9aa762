import { Check, Choices, SelectField, Stepper } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { PhotoField } from '#kernel/phone/PhotoField.tsx';
import { consentEvidence, purposes } from '#programme/people/facts.ts';
import { ConsentClip } from './ConsentClip.tsx';
import { householdsNear } from './households.ts';
import type { Found } from './people.ts';
import type { StepProps } from './WhoStep.tsx';

const few = [1, 2, 3, 4, 5, 6, 7] as const;

/** Who lives with her, and what she agrees to, each by itself. */
export function HomeStep({ form, change, known }: StepProps & { readonly known: readonly Found[] }) {
  const say = useSay();
  const near = householdsNear(form, known);
  const all = purposes.every((purpose) => form[purpose]);
  return (
    <>
      {near.length > 0 && (
        <SelectField
          label={say('people.phone.lives-with')}
          value={form.household}
          empty={say('people.phone.lives-with-nobody')}
          choices={near.map(({ household, name }) => ({ value: household, label: name }))}
          onChange={(household) => change({ household, head: household === '' })}
        />
      )}
      {form.household === '' && (
        <Choices
          label={`${say('people.phone.members')} (${say('phone.optional')})`}
          value={form.members > few.length ? 'more' : String(form.members)}
          choices={[...few.map((n) => ({ value: String(n), label: String(n) })), { value: 'more', label: '8 +' }]}
          across={4}
          onChange={(n) => change({ members: n === 'more' ? few.length + 1 : Number(n) })}
        />
      )}
      {form.household === '' && form.members > few.length && (
        <Stepper
          label={say('people.phone.members')}
          value={form.members}
          most={40}
          onChange={(members) => change({ members })}
        />
      )}
      <div className="list">
        <Check label={say('people.phone.head')} checked={form.head} onChange={(head) => change({ head })} />
      </div>
      <h2>{say('people.phone.consent')}</h2>
      <p className="notice calm">{say('people.phone.consent-say')}</p>
      <ConsentClip language={form.language} />
      <div className="list">
        <Check
          label={say('people.phone.consent-all')}
          checked={all}
          onChange={(given) => change({ programme: given, buyers: given, photos: given })}
        />
        {purposes.map((purpose) => (
          <Check
            key={purpose}
            label={say(`people.phone.consent-${purpose}`)}
            checked={form[purpose]}
            onChange={(given) => change({ [purpose]: given })}
          />
        ))}
      </div>
      <Choices
        label={say('people.phone.evidence')}
        value={form.evidence}
        across={2}
        choices={consentEvidence.map((value) => ({ value, label: say(`people.evidence.${value}`) }))}
        onChange={(evidence) => change({ evidence })}
      />
      {form.programme && (
        <PhotoField
          label={say('people.phone.picture')}
          hint={say('people.phone.picture-why')}
          photos={form.pictures}
          most={1}
          onChange={(pictures) => change({ pictures })}
        />
      )}
      {!form.programme && <p className="card amber">{say('people.no-consent')}</p>}
    </>
  );
}
