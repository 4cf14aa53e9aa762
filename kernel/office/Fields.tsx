import { Button, Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSay } from './language.tsx';
import { Refusals } from './Refusals.tsx';
import type { FactForm } from './useFactForm.ts';

interface Of {
  readonly form: FactForm;
  readonly name: string;
  readonly required?: boolean;
  readonly hint?: string;
}

const plain = (of: Of) => {
  const { label, value, error, change, leave } = of.form.field(of.name);
  return {
    props: {
      label,
      error,
      onBlur: leave,
      withAsterisk: of.required ?? false,
      ...(of.hint ? { description: of.hint } : {}),
    },
    value,
    change,
  };
};

export function TextField({ long = false, ...of }: Of & { readonly long?: boolean }) {
  const { props, value, change } = plain(of);
  const text = value === undefined || value === null ? '' : String(value);
  if (long)
    return <Textarea {...props} autosize minRows={2} value={text} onChange={(e) => change(e.currentTarget.value)} />;
  return <TextInput {...props} value={text} onChange={(e) => change(e.currentTarget.value)} />;
}

export function DayField(of: Of) {
  const { props, value, change } = plain(of);
  return (
    <TextInput {...props} type="date" value={String(value ?? '')} onChange={(e) => change(e.currentTarget.value)} />
  );
}

/** A number in the unit that people use; `scale` makes céntimos of soles and grams of kilos. */
export function NumberField({ scale = 1, ...of }: Of & { readonly scale?: number }) {
  const { props, value, change } = plain(of);
  const [text, type] = useState(() => (typeof value === 'number' ? String(value / scale) : String(value ?? '')));
  const read = (typed: string) => {
    type(typed);
    const n = Number(typed.replace(',', '.'));
    change(typed.trim() === '' || !Number.isFinite(n) ? typed : Math.round(n * scale));
  };
  return <TextInput {...props} inputMode="decimal" value={text} onChange={(e) => read(e.currentTarget.value)} />;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function ChoiceField({ choices, ...of }: Of & { readonly choices: readonly Choice[] }) {
  const { props, value, change } = plain(of);
  return (
    <NativeSelect
      {...props}
      value={String(value ?? '')}
      onChange={(e) => change(e.currentTarget.value)}
      data={[{ value: '', label: '—' }, ...choices]}
    />
  );
}

export function YesField(of: Of) {
  const { props, value, change } = plain(of);
  return (
    <Checkbox
      label={props.label}
      error={props.error}
      checked={value === true}
      onChange={(e) => change(e.currentTarget.checked)}
    />
  );
}

/** The frame of a form: what was refused above, the fields, and what to do below. */
export function FactFormFrame({
  form,
  done,
  cancel,
  label,
  children,
}: {
  readonly form: FactForm;
  /** Told the id of what was recorded. */
  readonly done?: (id: string) => void;
  readonly cancel?: () => void;
  readonly label?: string;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.submit().then((taken) => taken && done?.(taken.id));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Refusals of={form.refused} />
        {children}
        <Group justify="flex-end" gap="sm">
          {cancel && (
            <Button variant="default" onClick={cancel}>
              {say('office.cancel')}
            </Button>
          )}
          <Button type="submit" loading={form.busy}>
            {label ?? say('office.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
