import { useState } from 'react';
import { Choices, SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import type { Holding, WalkIn } from './trainings.ts';

/** Whoever came without a record: name, sex, community. Never a bare number: a number is nobody. */
export function WalkIns(props: {
  readonly form: Holding;
  readonly change: (patch: Partial<Holding>) => void;
  readonly communities: readonly string[];
}) {
  const { form, change } = props;
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <section className="card" aria-label={say('training.phone.walk-ins')}>
      <h2>{say('training.phone.walk-ins')}</h2>
      <p className="soft">{say('training.phone.walk-ins-why')}</p>
      {form.walkIns.map((one) => (
        <div key={one.id} className="sheet-line">
          <span>
            <b>{one.names}</b>
            <span className="said">{[say(`people.sex.${one.sex}`), one.community].filter(Boolean).join(' · ')}</span>
          </span>
          <button
            type="button"
            className="quiet"
            aria-label={say('training.phone.take-off', { name: one.names })}
            onClick={() => change({ walkIns: form.walkIns.filter((w) => w.id !== one.id) })}
          >
            {say('training.phone.remove')}
          </button>
        </div>
      ))}
      {open ? (
        <OneWalkIn
          communities={props.communities}
          onDone={(one) => {
            setOpen(false);
            if (one) change({ walkIns: [...form.walkIns, one] });
          }}
        />
      ) : (
        <button type="button" className="second-button" onClick={() => setOpen(true)}>
          <Icon name="add" />
          {say('training.phone.add-walk-in')}
        </button>
      )}
    </section>
  );
}

function OneWalkIn(props: { readonly communities: readonly string[]; readonly onDone: (one: WalkIn | null) => void }) {
  const say = useSay();
  const [names, setNames] = useState('');
  const [sex, setSex] = useState('');
  const [community, setCommunity] = useState('');
  const [shows, setShows] = useState(false);
  const done = () => {
    setShows(true);
    if (names.trim() === '' || sex === '') return;
    props.onDone({ id: String(Date.now()), names: names.trim(), sex: sex as WalkIn['sex'], community });
  };
  return (
    <>
      <TextField
        label={say('training.phone.walk-in-name')}
        value={names}
        capitalise
        maxLength={120}
        error={shows && names.trim() === '' ? say('field.empty') : undefined}
        onChange={setNames}
      />
      <Choices
        label={say('training.walkIns.sex')}
        value={sex}
        choices={['F', 'M'].map((value) => ({ value, label: say(`people.sex.${value}`) }))}
        error={shows && sex === '' ? say('field.empty') : undefined}
        onChange={setSex}
      />
      {props.communities.length > 0 ? (
        <SelectField
          label={say('training.phone.community')}
          value={community}
          empty="—"
          choices={props.communities.map((value) => ({ value, label: value }))}
          onChange={setCommunity}
        />
      ) : (
        <TextField
          label={say('training.phone.community')}
          value={community}
          capitalise
          optional
          maxLength={80}
          onChange={setCommunity}
        />
      )}
      <button type="button" className="second-button" onClick={done}>
        {say('training.phone.note-walk-in')}
      </button>
      <button type="button" className="quiet" onClick={() => props.onDone(null)}>
        {say('phone.back')}
      </button>
    </>
  );
}
