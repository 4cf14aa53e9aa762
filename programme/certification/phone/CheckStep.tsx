import { Choices, TextField } from '#kernel/phone/Fields.tsx';
import { useSay, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { usePlace } from '#kernel/phone/usePlace.ts';
import { answers } from '#programme/certification/facts.ts';
import type { Answer, Criterion } from '#programme/certification/rules.ts';
import type { Ready } from './Inspect.tsx';
import {
  allComply,
  answered,
  awayBy,
  checklist,
  type Inspecting,
  type Look,
  lookKey,
  type Said,
} from './inspecting.ts';
import type { OpenFinding } from './inspections.ts';

const farText = (metres: number): string =>
  metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1).replace('.', ',')} km`;

export interface StepProps {
  readonly form: Inspecting;
  readonly change: (patch: Partial<Inspecting>) => void;
  readonly known: Ready;
  /** What keeps the form from going on, once she tried. */
  readonly lacks: readonly string[];
}

/** What is seen: where she stands, what became of earlier findings, and the checklist place by place. */
export function CheckStep(props: StepProps) {
  const { form, change, known, lacks } = props;
  const say = useSay();
  const { scheme, today, inspection } = known;
  const left = scheme.criteria.filter(({ code }) => !form.said[code]).length;
  return (
    <>
      <Where {...props} />
      {inspection.open.length > 0 && (
        <section className="card" aria-label={say('certification.phone.earlier')}>
          <h2>{say('certification.phone.earlier')}</h2>
          {inspection.open.map((finding) => (
            <Earlier
              key={lookKey(finding)}
              of={finding}
              text={scheme.criteria.find((c) => c.code === finding.criterion)}
              value={form.looks[lookKey(finding)]}
              wrong={lacks.includes('looks')}
              onLook={(look) => change({ looks: { ...form.looks, [lookKey(finding)]: look } })}
            />
          ))}
        </section>
      )}
      {checklist(scheme.criteria).map(({ at, points }) => (
        <section key={at} className="card" aria-label={say(`certification.place.${at}`)}>
          <h2>{say(`certification.place.${at}`)}</h2>
          {points.some(({ code }) => !form.said[code]) && (
            <button
              type="button"
              className="second-button"
              onClick={() => change({ said: allComply(form.said, points) })}
            >
              <Icon name="check" />
              {say('certification.phone.all-comply')}
            </button>
          )}
          {points.map((point) => (
            <Point
              key={point.code}
              of={point}
              said={form.said[point.code]}
              before={inspection.before[point.code]}
              wrong={lacks.includes('answers') && !form.said[point.code]}
              onAnswer={(answer) => change({ said: answered(form.said, point, answer, { scheme, today }) })}
            />
          ))}
        </section>
      ))}
      <p className={lacks.includes('answers') ? 'said wrong' : 'soft'}>
        {left === 0 ? say('certification.phone.all-answered') : say('certification.phone.left', { n: left })}
      </p>
    </>
  );
}

function Where({ form, change, known, lacks }: StepProps) {
  const say = useSay();
  const { state, look } = usePlace((place) => change(place), form.lon === null);
  const away = awayBy(form, known.plots);
  const asksWhy = form.lon === null ? state === 'failed' || lacks.includes('place') : away !== null;
  return (
    <div className="card">
      {form.lon === null ? (
        <button type="button" className="second-button" disabled={state === 'looking'} onClick={look}>
          <Icon name="place" />
          {say('certification.phone.here')}
          {state === 'looking' && '…'}
        </button>
      ) : (
        <p className={away === null ? 'toast' : 'card amber'}>
          <Icon name="place" />
          {away === null
            ? say('certification.phone.placed', { metres: form.metres })
            : say('certification.phone.away', { far: farText(away) })}
        </p>
      )}
      {asksWhy && (
        <TextField
          label={say('certification.phone.away-why')}
          value={form.awayWhy}
          maxLength={200}
          error={lacks.includes('place') ? say('certification.phone.say-why') : undefined}
          onChange={(awayWhy) => change({ awayWhy })}
        />
      )}
    </div>
  );
}

function Point(props: {
  readonly of: Criterion;
  readonly said: Said | undefined;
  readonly before: Answer | undefined;
  readonly wrong: boolean;
  readonly onAnswer: (answer: Answer) => void;
}) {
  const { of, said, before, wrong, onAnswer } = props;
  const { say, language } = useSpeech();
  return (
    <fieldset className="point">
      <legend>
        <span className={`level ${of.level}`}>
          {of.code} · {say(`certification.level.${of.level}`)}
        </span>
        {of[language]}
      </legend>
      <div className="point-row">
        {answers.map((answer) => (
          <button
            key={answer}
            type="button"
            aria-pressed={said?.answer === answer}
            className={
              said?.answer === answer ? `answer chosen ${answer}` : before === answer ? 'answer ghost' : 'answer'
            }
            onClick={() => onAnswer(answer)}
          >
            {say(`certification.answer.${answer}`)}
          </button>
        ))}
      </div>
      {wrong && <p className="said wrong">{say('certification.phone.answer-it')}</p>}
      {!said && before === 'no' && <p className="said">{say('certification.phone.failed-before')}</p>}
    </fieldset>
  );
}

function Earlier(props: {
  readonly of: OpenFinding;
  readonly text: Criterion | undefined;
  readonly value: Look | undefined;
  readonly wrong: boolean;
  readonly onLook: (look: Look) => void;
}) {
  const { of, text, value, wrong, onLook } = props;
  const { say, language } = useSpeech();
  const day = of.due.split('-').reverse().join('/');
  return (
    <div className="point">
      <p>
        <span className={`level ${of.level}`}>
          {of.criterion} · {say(`certification.level.${of.level}`)}
        </span>{' '}
        {text?.[language]}
      </p>
      {of.action && <p className="soft">{say('certification.phone.agreed', { action: of.action, day })}</p>}
      <Choices
        label={say('certification.phone.corrected')}
        value={value ? (value.closed ? 'yes' : 'no') : ''}
        across={2}
        choices={['yes', 'no'].map((v) => ({ value: v, label: say(`certification.phone.corrected.${v}`) }))}
        error={wrong && !value ? say('certification.phone.answer-it') : undefined}
        onChange={(v) => onLook({ closed: v === 'yes', note: value?.note ?? '' })}
      />
      {value && (
        <TextField
          label={say('certification.phone.seen')}
          value={value.note}
          maxLength={300}
          error={wrong && value.note.trim() === '' ? say('certification.phone.say-seen') : undefined}
          onChange={(note) => onLook({ ...value, note })}
        />
      )}
    </div>
  );
}
