import { Check, Choices, SelectField, Stepper, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { consentEvidence } from '#programme/people/facts.ts';
import { doubtsOfAge } from '#programme/people/rules.ts';
import type { ZoneDoc } from './people.ts';
import { documentSays, type Registering } from './registering.ts';

interface StepProps {
  readonly form: Registering;
  readonly change: (patch: Partial<Registering>) => void;
  readonly said: (field: string) => string | undefined;
  readonly today: string;
}

export function WhoStep({ form, change, said, today }: StepProps) {
  const say = useSay();
  const year = /^\d{4}$/.test(form.birthYear) ? Number(form.birthYear) : null;
  const doubt = year === null ? undefined : doubtsOfAge({ birthYear: year }, today)[0];
  const age = year === null ? undefined : say('people.phone.age', { age: Number(today.slice(0, 4)) - year });
  return (
    <>
      <TextField
        label={say('people.phone.given')}
        value={form.givenNames}
        capitalise
        maxLength={80}
        error={said('givenNames')}
        onChange={(givenNames) => change({ givenNames, other: false })}
      />
      <TextField
        label={say('people.phone.family')}
        value={form.familyNames}
        capitalise
        maxLength={80}
        error={said('familyNames')}
        onChange={(familyNames) => change({ familyNames, other: false })}
      />
      <Choices
        label={say('people.phone.document-type')}
        value={form.documentType}
        choices={(['DNI', 'CE', 'none'] as const).map((value) => ({
          value,
          label: value === 'CE' ? 'C. E.' : say(`people.document.${value}`),
        }))}
        onChange={(type) => change({ documentType: type as Registering['documentType'] })}
      />
      {form.documentType !== 'none' && <DocumentNumber form={form} change={change} />}
      <Choices
        label={say('people.phone.sex')}
        value={form.sex}
        choices={(['F', 'M'] as const).map((value) => ({ value, label: say(`people.sex.${value}`) }))}
        error={said('sex')}
        onChange={(sex) => change({ sex })}
      />
      <TextField
        label={say('people.phone.birth-year')}
        value={form.birthYear}
        mode="numeric"
        optional
        maxLength={4}
        error={said('birthYear')}
        hint={doubt ? say(doubt.code, doubt.params) : age}
        onChange={(birthYear) => change({ birthYear: birthYear.replace(/\D/g, '') })}
      />
      <TextField
        label={say('people.phone.phone')}
        value={form.phone}
        mode="tel"
        optional
        maxLength={20}
        error={said('phone')}
        onChange={(phone) => change({ phone })}
      />
    </>
  );
}

/** The number with what its check digit says, and what was probably meant. */
function DocumentNumber({ form, change }: Pick<StepProps, 'form' | 'change'>) {
  const say = useSay();
  const says = documentSays(form);
  const suggestion = says && !says.ok ? says.suggestion : undefined;
  const good = says?.ok && !says.suspect;
  return (
    <>
      <TextField
        label={say('people.phone.document-number')}
        value={form.documentNumber}
        mode={form.documentType === 'DNI' ? 'text' : 'numeric'}
        optional
        maxLength={14}
        error={says && !says.ok ? say(says.refusal.code, says.refusal.params) : undefined}
        hint={
          says?.ok && says.suspect ? (
            <b>{say('people.document-suspect')}</b>
          ) : good ? (
            <span className="good">
              ✓ {say(says.checked ? 'people.phone.document-good' : 'people.phone.document-plain')}
            </span>
          ) : form.documentType === 'DNI' ? (
            say('people.phone.document-hint')
          ) : undefined
        }
        onChange={(documentNumber) => change({ documentNumber })}
      />
      {suggestion && (
        <button type="button" className="second-button" onClick={() => change({ documentNumber: suggestion })}>
          {say('people.phone.document-use', { number: suggestion })}
        </button>
      )}
    </>
  );
}

export function HomeStep({ form, change }: StepProps) {
  const say = useSay();
  return (
    <>
      <div className="card">
        <Stepper
          label={say('people.phone.members')}
          hint={say('phone.optional')}
          value={form.members}
          most={40}
          onChange={(members) => change({ members })}
        />
        <Check label={say('people.phone.head')} checked={form.head} onChange={(head) => change({ head })} />
      </div>
      <h2>{say('people.phone.consent')}</h2>
      <p className="notice calm">{say('people.phone.consent-say')}</p>
      <div className="list">
        {(['programme', 'buyers', 'photos'] as const).map((purpose) => (
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
        choices={consentEvidence.map((value) => ({ value, label: say(`people.evidence.${value}`) }))}
        onChange={(evidence) => change({ evidence })}
      />
      {!form.programme && <p className="card amber">{say('people.no-consent')}</p>}
    </>
  );
}

export function WhereStep({ form, change, said, zones }: StepProps & { readonly zones: readonly ZoneDoc[] }) {
  const say = useSay();
  if (zones.length === 0) return <p className="card amber">{say('people.phone.no-zone')}</p>;
  const places = zones.find((zone) => zone.id === form.zone)?.places ?? [];
  return (
    <>
      {zones.length > 1 && (
        <SelectField
          label={say('people.phone.zone')}
          value={form.zone}
          choices={zones.map((zone) => ({ value: zone.id, label: zone.name }))}
          error={said('zone')}
          onChange={(zone) => change({ zone, district: '' })}
        />
      )}
      <SelectField
        label={say('people.phone.district')}
        value={form.district}
        choices={places.map((place) => ({ value: place.code, label: place.name }))}
        error={said('district')}
        onChange={(district) => change({ district })}
      />
      <TextField
        label={say('people.phone.community')}
        value={form.community}
        capitalise
        optional
        maxLength={80}
        error={said('community')}
        onChange={(community) => change({ community })}
      />
    </>
  );
}
