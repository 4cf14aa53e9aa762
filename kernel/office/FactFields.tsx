import { Button, Checkbox, Fieldset, Group, MultiSelect, Stack, TagsInput, Text } from '@mantine/core';
import type { FactKind } from '#kernel/pure/fact.ts';
import { EntitiesField, EntityField } from './EntityField.tsx';
import { useCode } from './FactBody.tsx';
import { type Choice, ChoiceField, DayField, NumberField, TextField, YesField } from './Fields.tsx';
import { type FieldShape, scaleOf } from './fieldShape.ts';
import { Icon } from './Icon.tsx';
import { useSpeaking } from './language.tsx';
import type { FactForm, FieldOf } from './useFactForm.ts';

interface Props {
  readonly kind: FactKind;
  readonly form: FactForm;
  readonly fields: readonly FieldShape[];
  /** Choices for fields whose texts are codes of something: the districts of a zone. */
  readonly choices?: Readonly<Record<string, readonly Choice[]>> | undefined;
}

/** Inputs for the fields of a fact as its schema declares them. */
export function FactFields({ kind, form, fields, choices }: Props) {
  return (
    <>
      {fields.map((of) => (
        <OneField key={of.name} kind={kind} form={form} of={of} choices={choices?.[of.name]} />
      ))}
    </>
  );
}

interface One {
  readonly kind: FactKind;
  readonly form: FactForm;
  readonly of: FieldShape;
  readonly choices?: readonly Choice[] | undefined;
}

function OneField({ kind, form, of, choices }: One) {
  const { say } = useSpeaking();
  const code = useCode();
  const { name, required } = of;
  const plain = { form, name, required };
  const named = (codes: readonly string[]) =>
    choices ?? codes.map((value) => ({ value, label: code(value, [kind.kind, name]) }));
  if (choices && of.asks !== 'texts') return <ChoiceField {...plain} choices={choices} />;
  switch (of.asks) {
    case 'day':
      return <DayField {...plain} />;
    case 'yes':
      return <YesField {...plain} />;
    case 'number':
      return <NumberField {...plain} scale={scaleOf(of.unit)} {...hint(of.unit && say(`office.unit.${of.unit}`))} />;
    case 'choice':
      if (of.of[0] === 'true') return <MaybeField field={form.field(name)} form={form} name={name} />;
      return <ChoiceField {...plain} choices={named(of.of)} />;
    case 'choices':
      return <Boxes field={form.field(name)} required={required} choices={named(of.of)} />;
    case 'entity':
      return <EntityField field={form.field(name)} entity={of.entity} required={required} />;
    case 'entities':
      return <EntitiesField field={form.field(name)} entity={of.entity} required={required} />;
    case 'texts':
      return <Texts field={form.field(name)} required={required} choices={choices} />;
    case 'parts':
    case 'rows':
      return <Rows kind={kind} field={form.field(name)} of={of} />;
    default:
      return <TextField {...plain} long={of.asks === 'long'} />;
  }
}

const hint = (text: string | null) => (text ? { hint: text } : {});

function MaybeField({
  form,
  name,
  field,
}: {
  readonly form: FactForm;
  readonly name: string;
  readonly field: FieldOf;
}) {
  const { say } = useSpeaking();
  const told: FactForm = {
    ...form,
    field: () => ({
      ...field,
      value: field.value === undefined || field.value === '' ? '' : String(field.value),
      change: (value) => field.change(value === '' ? '' : value === 'true'),
    }),
  };
  const answers = ['true', 'false'].map((value) => ({
    value,
    label: say(value === 'true' ? 'office.yes' : 'office.no'),
  }));
  return <ChoiceField form={told} name={name} choices={answers} />;
}

interface Several {
  readonly field: FieldOf;
  readonly required: boolean;
  readonly choices?: readonly Choice[] | undefined;
}

function Boxes({ field, required, choices = [] }: Several) {
  const chosen = (field.value as string[] | undefined) ?? [];
  return (
    <Checkbox.Group
      label={field.label}
      error={field.error}
      withAsterisk={required}
      value={chosen}
      onChange={(next) => field.change(next)}
    >
      <Stack gap="xs" mt="xs">
        {choices.map(({ value, label }) => (
          <Checkbox key={value} value={value} label={label} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function Texts({ field, required, choices }: Several) {
  const common = {
    label: field.label,
    error: field.error,
    withAsterisk: required,
    value: (field.value as string[] | undefined) ?? [],
    onChange: (next: string[]) => field.change(next),
    onBlur: field.leave,
  };
  return choices ? <MultiSelect {...common} data={[...choices]} searchable /> : <TagsInput {...common} />;
}

type RowValue = Readonly<Record<string, unknown>>;

/** Things with fields of their own, one below the other: the lines of a sale. */
function Rows({
  kind,
  field,
  of,
}: {
  readonly kind: FactKind;
  readonly field: FieldOf;
  readonly of: FieldShape & { readonly asks: 'parts' | 'rows' };
}) {
  const { say } = useSpeaking();
  const many = of.asks === 'rows';
  const rows = (many ? (field.value as RowValue[] | undefined) : [field.value as RowValue | undefined]) ?? [];
  const keep = (next: readonly (RowValue | undefined)[]) => field.change(many ? next : next[0]);
  const change = (i: number, name: string, value: unknown) =>
    keep(rows.map((row, j) => (i === j ? without({ ...row, [name]: value }) : row)));
  return (
    <Fieldset legend={field.label}>
      <Stack gap="md">
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: because lines have no name but their place
          <Stack key={i} gap="sm" className="form-row">
            <FactFields
              kind={kind}
              form={rowForm(kind, row ?? {}, say, (n, v) => change(i, n, v))}
              fields={of.fields}
            />
            {many && rows.length > 1 && (
              <Group justify="flex-end">
                <Button variant="subtle" size="compact-sm" onClick={() => keep(rows.filter((_, j) => j !== i))}>
                  {say('office.take-out')}
                </Button>
              </Group>
            )}
          </Stack>
        ))}
        {many && (
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={18} />}
            onClick={() => keep([...rows, {}])}
            style={{ alignSelf: 'flex-start' }}
          >
            {say('office.one-more')}
          </Button>
        )}
        {field.error && (
          <Text size="sm" c="red.8">
            {field.error}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

const without = (row: RowValue): RowValue =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '' && value !== undefined));

/** A line of a form as a form of its own, for the same inputs. */
function rowForm(
  kind: FactKind,
  values: RowValue,
  say: (key: string) => string,
  change: (name: string, value: unknown) => void,
): FactForm {
  return {
    values,
    field: (name) => ({
      label: say(`${kind.kind}.${name}`),
      value: values[name],
      error: null,
      change: (value) => change(name, value),
      leave: () => undefined,
    }),
    set: change,
    refused: [],
    busy: false,
    submit: async () => null,
  };
}
