import type * as z from 'zod/mini';
import type { FactKind } from '#kernel/pure/fact.ts';
import { type FieldNote, notes } from '#kernel/pure/fields.ts';

interface Def {
  readonly innerType?: z.ZodMiniType;
  readonly element?: z.ZodMiniType;
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
}
const defOf = (schema: z.ZodMiniType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;

/** The unit that a fact's schema gives a number of its body; areas say it in their names. */
export function unitAt(
  kind: FactKind | undefined,
  path: readonly string[],
): NonNullable<FieldNote['unit']> | 'area' | null {
  if (/M2$/.test(path.at(-1) ?? '')) return 'area';
  let at: z.ZodMiniType | undefined = kind?.body;
  for (const field of path) at = at && bare(at) && defOf(bare(at)).shape?.[field];
  return (at && notes.get(bare(at))?.unit) ?? null;
}

/** Fields of a kind in the order in which it declares them, as a form asks for them. */
export function fieldsOf(kind: FactKind | undefined): readonly string[] {
  return Object.keys((kind && defOf(kind.body).shape) ?? {});
}

/** Through "maybe" and lists to the thing itself. */
function bare(schema: z.ZodMiniType): z.ZodMiniType {
  if (notes.get(schema)?.unit) return schema;
  const { innerType, element } = defOf(schema);
  const inner = innerType ?? element;
  return inner ? bare(inner) : schema;
}
