import { Choices, TextField } from '#kernel/phone/Fields.tsx';
import { useSay, useSpeech } from '#kernel/phone/hooks.tsx';
import { PhotoField } from '#kernel/phone/PhotoField.tsx';
import type { Criterion } from '#programme/certification/rules.ts';
import type { StepProps } from './CheckStep.tsx';
import type { Said } from './inspecting.ts';

/** What is corrected until when, the pictures of it, what the trees carry, and who was there. */
export function FinishStep({ form, change, known, lacks }: StepProps) {
  const say = useSay();
  const failing = known.scheme.criteria.filter(({ code }) => form.said[code]?.answer === 'no');
  const put = (code: string, patch: Partial<Said>) => {
    const line = form.said[code];
    if (line) change({ said: { ...form.said, [code]: { ...line, ...patch } } });
  };
  return (
    <>
      <section className="card" aria-label={say('certification.phone.findings')}>
        <h2>{say('certification.phone.findings')}</h2>
        {failing.length === 0 && <p>{say('certification.phone.no-findings')}</p>}
        {failing.map((point) => (
          <Finding
            key={point.code}
            of={point}
            said={form.said[point.code]}
            today={known.today}
            wrong={lacks.includes('actions')}
            put={(patch) => put(point.code, patch)}
          />
        ))}
      </section>
      <section className="card">
        <PhotoField
          label={say('certification.phone.photos')}
          hint={say('certification.phone.photos-why')}
          photos={form.photos}
          most={12}
          onChange={(photos) => change({ photos })}
        />
      </section>
      <section className="card">
        <TextField
          label={say('certification.phone.kg-ha')}
          mode="numeric"
          value={form.kgHa}
          maxLength={4}
          hint={say('certification.phone.kg-ha-why', { usual: known.scheme.rules.yieldKgHa.usual })}
          error={lacks.includes('kgHa') ? say('certification.phone.kg-ha-missing') : undefined}
          onChange={(kgHa) => change({ kgHa: kgHa.replace(/\D/g, '') })}
        />
        <Choices
          label={say('certification.phone.present')}
          value={form.present}
          across={2}
          choices={(['yes', 'no'] as const).map((value) => ({
            value,
            label: say(`certification.phone.present.${value}`),
          }))}
          error={lacks.includes('present') ? say('certification.phone.answer-it') : undefined}
          onChange={(present) => change({ present: present as 'yes' | 'no' })}
        />
      </section>
    </>
  );
}

function Finding(props: {
  readonly of: Criterion;
  readonly said: Said | undefined;
  readonly today: string;
  readonly wrong: boolean;
  readonly put: (patch: Partial<Said>) => void;
}) {
  const { of, said, today, wrong, put } = props;
  const { say, language } = useSpeech();
  if (!said) return null;
  return (
    <div className="point">
      <p>
        <span className={`level ${of.level}`}>
          {of.code} · {say(`certification.level.${of.level}`)}
        </span>{' '}
        {of[language]}
      </p>
      <TextField
        label={say('certification.phone.action')}
        value={said.action}
        maxLength={300}
        error={wrong && said.action.trim() === '' ? say('certification.phone.say-action') : undefined}
        onChange={(action) => put({ action })}
      />
      <TextField
        label={say('certification.phone.until')}
        type="date"
        value={said.due}
        error={wrong && said.due < today ? say('certification.phone.day-passed') : undefined}
        onChange={(due) => put({ due })}
      />
      <TextField
        label={say('certification.phone.note')}
        optional
        value={said.note}
        maxLength={300}
        onChange={(note) => put({ note })}
      />
    </div>
  );
}
