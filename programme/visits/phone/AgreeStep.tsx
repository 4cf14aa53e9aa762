import { Choices, SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { practices } from '#programme/visits/facts.ts';
import { appliesFrom, type Practice } from '#programme/visits/rules.ts';
import type { StepProps } from './SeeStep.tsx';
import { type Advice, laterDays, mostAdvice } from './visiting.ts';

/** What is agreed: at most three commitments, each with its day, and when the next visit is. */
export function AgreeStep({ form, change, known, lacks }: StepProps) {
  const say = useSay();
  const put = (i: number, patch: Partial<Advice>) =>
    change({ advice: form.advice.map((a, n) => (n === i ? { ...a, ...patch } : a)) });
  const add = (practice: Practice) =>
    change({ advice: [...form.advice, { practice, due: laterDays(known.today)[1] ?? '', note: '' }] });
  const taken = new Set(form.advice.map((a) => a.practice));
  const now = (practice: Practice) => form.scores[practice] ?? known.scores[practice]?.score ?? 0;
  // What is weak and was looked at stands first: that is what the talk is about.
  const rest = practices
    .filter((p) => !taken.has(p))
    .sort((a, b) => Number(form.scores[a] === undefined) - Number(form.scores[b] === undefined) || now(a) - now(b));
  const minutes = [...new Set([30, 60, 90, 120, form.minutes])].sort((a, b) => a - b);
  return (
    <>
      <section className="card" aria-label={say('visits.phone.agreed')}>
        <h2>{say('visits.phone.agreed')}</h2>
        <p className="soft">{say('visits.phone.agreed-why')}</p>
        {form.advice.map((advice, i) => (
          <Agreed
            key={advice.practice}
            of={advice}
            today={known.today}
            wrong={lacks.includes('advice') && advice.due <= known.today}
            onChange={(patch) => put(i, patch)}
            onDrop={() => change({ advice: form.advice.filter((_, n) => n !== i) })}
          />
        ))}
        {form.advice.length < mostAdvice && (
          <SelectField
            label={say('visits.phone.add')}
            value=""
            empty={say('visits.phone.choose')}
            choices={rest.map((practice) => ({
              value: practice,
              label: `${say(`visits.practice.${practice}`)}${now(practice) < appliesFrom && form.scores[practice] !== undefined ? ' ·' : ''}`,
            }))}
            onChange={(practice) => practice && add(practice as Practice)}
          />
        )}
      </section>
      <div className="card">
        <WhenField
          label={say('visits.phone.next')}
          value={form.nextOn}
          today={known.today}
          error={lacks.includes('nextOn') ? say('visits.phone.next-missing') : undefined}
          onChange={(nextOn) => change({ nextOn })}
        />
      </div>
      <div className="card">
        <Choices
          label={say('visits.phone.minutes')}
          value={String(form.minutes)}
          choices={minutes.map((n) => ({ value: String(n), label: say('visits.phone.min', { n }) }))}
          onChange={(value) => change({ minutes: Number(value) })}
        />
      </div>
    </>
  );
}

function Agreed(props: {
  readonly of: Advice;
  readonly today: string;
  readonly wrong: boolean;
  readonly onChange: (patch: Partial<Advice>) => void;
  readonly onDrop: () => void;
}) {
  const { of, today, wrong, onChange, onDrop } = props;
  const say = useSay();
  return (
    <div className="agreed">
      <div className="agreed-head">
        <b>{say(`visits.practice.${of.practice}`)}</b>
        <button
          type="button"
          className="quiet"
          onClick={onDrop}
          aria-label={say('visits.phone.remove', { what: say(`visits.practice.${of.practice}`) })}
        >
          {say('visits.phone.take-off')}
        </button>
      </div>
      <WhenField
        label={say('visits.phone.until')}
        value={of.due}
        today={today}
        error={wrong ? say('visits.phone.day-passed') : undefined}
        onChange={(due) => onChange({ due })}
      />
      <TextField
        label={say('visits.phone.note')}
        value={of.note}
        optional
        maxLength={300}
        onChange={(note) => onChange({ note })}
      />
    </div>
  );
}

/** A day some months ahead in one tap, or any other. */
function WhenField(props: {
  readonly label: string;
  readonly value: string;
  readonly today: string;
  readonly error?: string | undefined;
  readonly onChange: (day: string) => void;
}) {
  const say = useSay();
  const days = laterDays(props.today);
  return (
    <>
      <Choices
        label={props.label}
        value={props.value}
        choices={days.map((value, i) => ({ value, label: say('visits.phone.months', { n: i + 1 }) }))}
        onChange={props.onChange}
      />
      <TextField
        label={say('visits.phone.day')}
        type="date"
        value={props.value}
        error={props.error}
        onChange={props.onChange}
      />
    </>
  );
}
