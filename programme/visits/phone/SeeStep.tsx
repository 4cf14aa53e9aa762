import { useState } from 'react';
import { Choices, SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { PhotoField } from '#kernel/phone/PhotoField.tsx';
import { usePlace } from '#kernel/phone/usePlace.ts';
import { adviceStates } from '#programme/visits/facts.ts';
import type { Practice } from '#programme/visits/rules.ts';
import type { Known } from './useVisiting.ts';
import { awayBy, type Closing, checklist, claimed, type Visiting } from './visiting.ts';
import type { LastScore, PlotDoc } from './visits.ts';

/** Beyond a kilometre nobody reads metres. */
const farText = (metres: number): string =>
  metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1).replace('.', ',')} km`;

export interface StepProps {
  readonly form: Visiting;
  readonly change: (patch: Partial<Visiting>) => void;
  readonly known: Known;
  readonly plot: PlotDoc | undefined;
  /** What keeps the form from going on, once she tried. */
  readonly lacks: readonly string[];
}

/** What is seen on the farm: where she stands, what became of what was agreed, and how far each practice has come. */
export function SeeStep(props: StepProps) {
  const { form, change, known, lacks } = props;
  const say = useSay();
  const [all, setAll] = useState(false);
  const { open, unchanged } = checklist(known.scores, known.owed, known.today);
  const score = (practice: Practice) => (value: number) => {
    const { [practice]: before, ...others } = form.scores;
    change({ scores: before === value ? others : { ...form.scores, [practice]: value } });
  };
  const line = (practice: Practice) => (
    <Scores
      key={practice}
      practice={practice}
      value={form.scores[practice]}
      last={known.scores[practice]}
      onScore={score(practice)}
    />
  );
  return (
    <>
      <Where {...props} />
      {known.owed.length > 0 && (
        <section className="card" aria-label={say('visits.phone.earlier')}>
          <h2>{say('visits.phone.earlier')}</h2>
          {known.owed.map(({ practice, due }) => (
            <Earlier
              key={practice}
              practice={practice}
              due={due}
              late={due < known.today}
              value={form.closed[practice]}
              wrong={lacks.includes('closed')}
              onClose={(closing) => change({ closed: { ...form.closed, [practice]: closing } })}
            />
          ))}
        </section>
      )}
      <section className="card" aria-label={say('visits.phone.practices')}>
        <h2>{say('visits.phone.practices')}</h2>
        <p className="soft">{say('visits.phone.practices-why')}</p>
        {lacks.includes('scores') && <p className="said wrong">{say('visits.phone.score-one')}</p>}
        {open.map(line)}
        {all && unchanged.map(line)}
        {!all && unchanged.length > 0 && (
          <button type="button" className="second-button" onClick={() => setAll(true)}>
            {say('visits.phone.unchanged', { n: unchanged.length })}
          </button>
        )}
      </section>
      <Proof {...props} />
    </>
  );
}

/** On the plot, or why not. */
function Where({ form, change, known, plot, lacks }: StepProps) {
  const say = useSay();
  const { state, look } = usePlace((place) => change(place), form.lon === null);
  const away = awayBy(form, plot);
  const asksWhy = form.lon === null ? state === 'failed' || lacks.includes('place') : away !== null;
  return (
    <div className="card">
      {known.plots.length > 1 && (
        <SelectField
          label={say('visits.phone.plot')}
          value={form.plot}
          choices={known.plots.map((p) => ({ value: p.id, label: p.name ?? '—' }))}
          onChange={(value) => change({ plot: value })}
        />
      )}
      {form.lon === null ? (
        <button type="button" className="second-button" disabled={state === 'looking'} onClick={look}>
          <Icon name="place" />
          {say('visits.phone.here')}
          {state === 'looking' && '…'}
        </button>
      ) : (
        <p className={away === null ? 'toast' : 'card amber'}>
          <Icon name="place" />
          {away === null
            ? say(plot ? 'visits.phone.on-plot' : 'visits.phone.placed', { metres: form.metres })
            : say('visits.phone.away', { far: farText(away) })}
        </p>
      )}
      {asksWhy && (
        <TextField
          label={say(form.lon === null ? 'visits.phone.no-place-why' : 'visits.phone.away-why')}
          value={form.awayWhy}
          maxLength={200}
          error={lacks.includes('place') ? say('visits.phone.say-why') : undefined}
          onChange={(awayWhy) => change({ awayWhy })}
        />
      )}
    </div>
  );
}

function Earlier(props: {
  readonly practice: Practice;
  readonly due: string;
  readonly late: boolean;
  readonly value: Closing | undefined;
  readonly wrong: boolean;
  readonly onClose: (closing: Closing) => void;
}) {
  const { practice, due, value, wrong, onClose } = props;
  const say = useSay();
  const day = due.split('-').reverse().join('/');
  const label = `${say(`visits.practice.${practice}`)} · ${say(props.late ? 'visits.phone.was-due' : 'visits.phone.is-due', { day })}`;
  return (
    <div>
      <Choices
        label={label}
        value={value?.state ?? ''}
        choices={adviceStates.map((state) => ({ value: state, label: say(`visits.state.${state}`) }))}
        error={wrong && !value ? say('visits.phone.close-it') : undefined}
        onChange={(state) => onClose({ state: state as Closing['state'], why: value?.why ?? '' })}
      />
      {value?.state === 'dropped' && (
        <TextField
          label={say('visits.phone.dropped-why')}
          value={value.why}
          maxLength={200}
          error={wrong && value.why.trim() === '' ? say('visits.phone.say-why') : undefined}
          onChange={(why) => onClose({ state: 'dropped', why })}
        />
      )}
    </div>
  );
}

/** 0 to 3, with the last answer behind. */
function Scores(props: {
  readonly practice: Practice;
  readonly value: number | undefined;
  readonly last: LastScore | undefined;
  readonly onScore: (score: number) => void;
}) {
  const { practice, value, last, onScore } = props;
  const say = useSay();
  const before = last && say('visits.phone.before', { score: say(`visits.score.${last.score}`) });
  return (
    <fieldset className="scores">
      <legend>{say(`visits.practice.${practice}`)}</legend>
      <div className="scores-row">
        {[0, 1, 2, 3].map((score) => (
          <button
            key={score}
            type="button"
            aria-pressed={value === score}
            aria-label={`${score}: ${say(`visits.score.${score}`)}`}
            className={value === score ? 'score chosen' : last?.score === score ? 'score ghost' : 'score'}
            onClick={() => onScore(score)}
          >
            {score}
          </button>
        ))}
      </div>
      <p className="said">
        {value === undefined ? (before ?? say('visits.phone.never-seen')) : say(`visits.score.${value}`)}
      </p>
    </fieldset>
  );
}

/** A practice that spread is shown, or it is said why there is no picture. */
function Proof({ form, change, known, lacks }: StepProps) {
  const say = useSay();
  const spread = claimed(form, known.scores);
  if (spread.length === 0) return null;
  return (
    <section className="card" aria-label={say('visits.phone.proof')}>
      <h2>{say('visits.phone.proof')}</h2>
      <p className="soft">{spread.map((practice) => say(`visits.practice.${practice}`)).join(', ')}</p>
      <PhotoField
        label={say('visits.phone.photo')}
        photos={form.photos}
        most={3}
        onChange={(photos) => change({ photos })}
      />
      {form.photos.length === 0 && (
        <TextField
          label={say('visits.phone.no-photo')}
          value={form.noPhoto}
          maxLength={200}
          error={lacks.includes('photos') ? say('visits.phone.say-why') : undefined}
          onChange={(noPhoto) => change({ noPhoto })}
        />
      )}
    </section>
  );
}
