import type { ReactNode } from 'react';
import { Choices, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { doubtsOfAge } from '#programme/people/rules.ts';
import type { FoundBy } from './matching.ts';
import { documentSays, type Registering } from './registering.ts';

export interface StepProps {
  readonly form: Registering;
  readonly change: (patch: Partial<Registering>) => void;
  readonly said: (field: string) => string | undefined;
  readonly today: string;
}

/** The document first: it finds her at once when she is registered already, and nobody types the rest in vain. */
export function WhoStep(props: StepProps & { readonly alike: ReactNode; readonly by: FoundBy | null }) {
  const { form, change, said, today, alike, by } = props;
  const say = useSay();
  const year = /^\d{4}$/.test(form.birthYear) ? Number(form.birthYear) : null;
  const doubt = year === null ? undefined : doubtsOfAge({ birthYear: year }, today)[0];
  const age = year === null ? undefined : say('people.phone.age', { age: Number(today.slice(0, 4)) - year });
  return (
    <>
      <Choices
        label={say('people.phone.document-type')}
        value={form.documentType}
        choices={(['DNI', 'CE', 'none'] as const).map((value) => ({
          value,
          label: value === 'DNI' ? say('people.document.DNI') : say(`people.phone.document-${value}`),
        }))}
        onChange={(type) => change({ documentType: type as Registering['documentType'] })}
      />
      {form.documentType !== 'none' && <DocumentNumber form={form} change={change} />}
      {by === 'document' && alike}
      <TextField
        label={say('people.phone.given')}
        value={form.givenNames}
        capitalise
        maxLength={80}
        error={said('givenNames')}
        onChange={(givenNames) => change({ givenNames })}
      />
      <TextField
        label={say('people.phone.family')}
        value={form.familyNames}
        capitalise
        maxLength={80}
        error={said('familyNames')}
        onChange={(familyNames) => change({ familyNames })}
      />
      {by === 'names' && alike}
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
      {by === 'phone' && alike}
    </>
  );
}

/** The number with what its check digit says, and what was probably meant. */
export function DocumentNumber({
  form,
  change,
}: {
  readonly form: Pick<Registering, 'documentType' | 'documentNumber'>;
  readonly change: (patch: { documentNumber: string }) => void;
}) {
  const say = useSay();
  const says = documentSays(form);
  const suggestion = says && !says.ok ? says.suggestion : undefined;
  return (
    <>
      <TextField
        label={say('people.phone.document-number')}
        value={form.documentNumber}
        // The check digit of old cards is a letter, and it stands behind a dash.
        mode={form.documentType === 'DNI' ? 'tel' : 'numeric'}
        optional
        maxLength={14}
        error={says && !says.ok ? say(says.refusal.code, says.refusal.params) : undefined}
        hint={hintOf(says, form.documentType, say)}
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

function hintOf(says: ReturnType<typeof documentSays>, type: string, say: (key: string) => string) {
  if (says?.ok && says.suspect) return <b>{say('people.document-suspect')}</b>;
  if (says?.ok)
    return (
      <span className="good">✓ {say(says.checked ? 'people.phone.document-good' : 'people.phone.document-plain')}</span>
    );
  return type === 'DNI' ? say('people.phone.document-hint') : undefined;
}
