import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type BodyOf, type Fact, type FactKind, parse, type Receipt } from '#kernel/pure/fact.ts';
import type { Extras } from '#kernel/pure/maker.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import { NotDone } from './door.ts';
import { useSpeaking } from './language.tsx';
import { useWhy } from './Refusals.tsx';
import { useRecord } from './session.tsx';

export interface FactForm {
  readonly values: Readonly<Record<string, unknown>>;
  /** For an input: value, what it is called, what is wrong with it, and how it changes. */
  readonly field: (name: string) => FieldOf;
  readonly set: (name: string, value: unknown) => void;
  /** What is wrong beyond one field, or was said by the server. */
  readonly refused: readonly Refusal[];
  readonly busy: boolean;
  /** Records it; answers the receipt when it was taken. */
  readonly submit: () => Promise<Receipt | null>;
}

export interface FieldOf {
  readonly label: string;
  readonly value: unknown;
  readonly error: string | null;
  readonly change: (value: unknown) => void;
  readonly leave: () => void;
}

/** Nothing was typed: what is wrong then is that it is missing, whatever its type. */
const isBlank = (value: unknown): boolean => value === '' || value === undefined;

const clean = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== '' && v !== undefined));

/**
 * A form whose shape is the fact's own schema: the refusals of the schema and of the fact's rules stand at their fields
 * while somebody types, and what the server says stands there too.
 */
export function useFactForm<K extends FactKind>(
  kind: K,
  start: Readonly<Record<string, unknown>>,
  extras?: Extras,
): FactForm {
  const { say } = useSpeaking();
  const why = useWhy();
  const tell = useRecord();
  const [values, keep] = useState(start);
  const [left, leave] = useState<ReadonlySet<string>>(new Set());
  const [tried, attempt] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, hear] = useState<readonly Refusal[]>([]);
  const wrong = check(kind, clean(values));
  const set = (name: string, value: unknown) => {
    keep((old) => ({ ...old, [name]: value }));
    hear([]);
  };
  const at = (name: string) => [...wrong, ...said].find((r) => fieldOf(r) === name);
  const field = (name: string): FieldOf => {
    const problem = tried || left.has(name) ? at(name) : undefined;
    return {
      label: say(`${kind.kind}.${name}`),
      value: values[name],
      error: problem ? why(isBlank(values[name]) ? { code: 'field.empty', params: {} } : problem) : null,
      change: (value) => set(name, value),
      leave: () => leave((old) => new Set([...old, name])),
    };
  };
  const submit = async () => {
    attempt(true);
    if (wrong.length > 0) return null;
    setBusy(true);
    try {
      const receipt = await tell(kind, clean(values) as BodyOf<K>, extras);
      const flagged = receipt.flags.length > 0;
      notifications.show({
        color: flagged ? 'yellow' : 'leaf',
        title: say(flagged ? 'office.saved-flagged' : 'office.saved'),
        message: receipt.flags.map(why).join(' '),
      });
      return receipt;
    } catch (error) {
      hear(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const fields = new Set(Object.keys(values));
  const refused = tried ? [...wrong, ...said].filter((r) => !fields.has(fieldOf(r))) : [];
  return { values, field, set, refused, busy, submit };
}

const fieldOf = (refusal: Refusal): string => (refusal.at ?? '').replace(/^body\./, '').split('.')[0] ?? '';

function check(kind: FactKind, values: Readonly<Record<string, unknown>>): readonly Refusal[] {
  const parsed = parse(kind.body, values, 'body');
  if (!parsed.ok) return parsed.refusals;
  // The rules of a fact look at its body; the envelope is made only when it is recorded.
  return kind.check?.(parsed.value as never, { body: parsed.value, corrects: undefined } as unknown as Fact) ?? [];
}
