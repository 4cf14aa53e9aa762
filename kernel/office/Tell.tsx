import type { ReactNode } from 'react';
import type { FactKind } from '#kernel/pure/fact.ts';
import { FactFields } from './FactFields.tsx';
import { type Choice, FactFormFrame } from './Fields.tsx';
import { emptyOf, shapeOf } from './fieldShape.ts';
import { todayText } from './format.ts';
import { useSay } from './language.tsx';
import { SideForm } from './SideForm.tsx';
import { usePresent } from './session.tsx';
import { useFactForm } from './useFactForm.ts';

interface Form {
  readonly kind: FactKind;
  /** What the page knows already; it is not asked for. */
  readonly given?: Readonly<Record<string, unknown>> | undefined;
  /** What stands in the form and may be changed. */
  readonly start?: Readonly<Record<string, unknown>> | undefined;
  readonly choices?: Readonly<Record<string, readonly Choice[]>> | undefined;
  /** One sentence above the fields. */
  readonly about?: ReactNode;
}

interface Props extends Form {
  /** What to do; the fact's own name when not said. */
  readonly label?: string;
  /** A button of the second rank; the first is for the one thing done most. */
  readonly main?: boolean;
  readonly small?: boolean;
}

/** A button that opens the form of a kind of fact; nothing for whoever may not record it. */
export function Tell({ label, main = false, small = false, ...form }: Props) {
  const say = useSay();
  const { may } = usePresent();
  if (!may.record(form.kind.kind)) return null;
  return (
    <SideForm label={label ?? say(form.kind.kind)} quiet={!main} small={small} plus>
      {(close) => <TellForm {...form} close={close} />}
    </SideForm>
  );
}

/** The form of a kind of fact, as its schema declares it. */
export function TellForm({
  kind,
  given = {},
  start = {},
  choices,
  about,
  close,
}: Form & { readonly close: () => void }) {
  const fields = shapeOf(kind);
  const form = useFactForm(kind, { ...emptyOf(fields, todayText()), ...start, ...given });
  return (
    <FactFormFrame form={form} done={close} cancel={close}>
      {about && <p>{about}</p>}
      <FactFields kind={kind} form={form} fields={fields.filter(({ name }) => !(name in given))} choices={choices} />
    </FactFormFrame>
  );
}
