import { type CSSProperties, type ReactNode, useId } from 'react';
import { useSay } from './hooks.tsx';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly optional?: boolean;
}

/** One line of text with its label above and what is wrong below. */
export function TextField(
  props: FieldProps & {
    readonly mode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
    readonly type?: 'text' | 'password' | 'date' | 'time';
    readonly autoComplete?: string;
    readonly capitalise?: boolean;
    readonly maxLength?: number;
    readonly max?: string;
    /** What the phone offers while it is typed. */
    readonly suggestions?: readonly string[];
  },
) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {props.label}
        {props.optional && <span className="soft"> ({say('phone.optional')})</span>}
      </label>
      <input
        id={id}
        type={props.type ?? 'text'}
        inputMode={props.mode ?? 'text'}
        value={props.value}
        max={props.max}
        list={props.suggestions ? `${id}-list` : undefined}
        maxLength={props.maxLength}
        autoComplete={props.autoComplete ?? 'off'}
        autoCapitalize={props.capitalise ? 'words' : 'none'}
        spellCheck={false}
        aria-invalid={props.error !== undefined}
        aria-describedby={props.error || props.hint ? `${id}-said` : undefined}
        onInput={(event) => props.onChange((event.target as HTMLInputElement).value)}
        onBlur={props.onBlur}
      />
      {props.suggestions && (
        <datalist id={`${id}-list`}>
          {props.suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
      <Said id={`${id}-said`} error={props.error} hint={props.hint} />
    </div>
  );
}

function Said({ id, error, hint }: { id: string; error?: string | undefined; hint?: ReactNode }) {
  if (error)
    return (
      <p id={id} className="said wrong">
        {error}
      </p>
    );
  return hint ? (
    <p id={id} className="said">
      {hint}
    </p>
  ) : null;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A few choices as large buttons side by side; one tap instead of two. */
export function Choices(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  /** How many stand side by side; three, unless their words are longer or shorter. */
  readonly across?: number;
}) {
  const id = useId();
  return (
    <fieldset className="field choices" aria-describedby={props.error ? `${id}-said` : undefined}>
      <legend>{props.label}</legend>
      <div className="choice-row" style={props.across ? ({ '--across': props.across } as CSSProperties) : undefined}>
        {props.choices.map(({ value, label }) => (
          <label key={value} className={value === props.value ? 'choice chosen' : 'choice'}>
            <input type="radio" name={id} checked={value === props.value} onChange={() => props.onChange(value)} />
            {label}
          </label>
        ))}
      </div>
      <Said id={`${id}-said`} error={props.error} />
    </fieldset>
  );
}

/** A longer list: the phone's own picker. */
export function SelectField(props: FieldProps & { readonly choices: readonly Choice[]; readonly empty?: string }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        aria-invalid={props.error !== undefined}
        onChange={(event) => props.onChange((event.target as HTMLSelectElement).value)}
      >
        {(props.empty !== undefined || props.value === '') && <option value="">{props.empty ?? '—'}</option>}
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Said id={`${id}-said`} error={props.error} hint={props.hint} />
    </div>
  );
}

/** Yes or no, over the whole width. */
export function Check(props: {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className={props.checked ? 'check checked' : 'check'}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange((event.target as HTMLInputElement).checked)}
      />
      <span>
        {props.label}
        {props.hint && <span className="said">{props.hint}</span>}
      </span>
    </label>
  );
}

/** A count with large minus and plus. */
export function Stepper(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  const { value, most, onChange } = props;
  return (
    <div className="field stepper">
      <span className="stepper-label">
        {props.label}
        {props.hint && <span className="said">{props.hint}</span>}
      </span>
      <span className="stepper-keys">
        <button type="button" aria-label={`${props.label} −`} disabled={value <= 0} onClick={() => onChange(value - 1)}>
          −
        </button>
        <output>{value}</output>
        <button
          type="button"
          aria-label={`${props.label} +`}
          disabled={value >= most}
          onClick={() => onChange(value + 1)}
        >
          +
        </button>
      </span>
    </div>
  );
}
