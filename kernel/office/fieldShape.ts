import * as z from 'zod/mini';
import type { FactKind } from '#kernel/pure/fact.ts';
import { type FieldNote, notes } from '#kernel/pure/fields.ts';

/** What a form must know of a field to ask for it. */
export type FieldShape = { readonly name: string; readonly required: boolean } & Asked;

export type Asked =
  | { readonly asks: 'text' | 'long' | 'day' | 'yes' }
  | {
      readonly asks: 'number';
      readonly unit: NonNullable<FieldNote['unit']> | 'area' | null;
      readonly decimals: boolean;
    }
  | { readonly asks: 'choice' | 'choices'; readonly of: readonly string[] }
  | { readonly asks: 'entity' | 'entities'; readonly entity: string }
  | { readonly asks: 'texts' }
  /** One thing with fields of its own, or several of them. */
  | { readonly asks: 'parts' | 'rows'; readonly fields: readonly FieldShape[] };

interface Def {
  readonly type: string;
  readonly innerType?: z.ZodMiniType;
  readonly element?: z.ZodMiniType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly check?: string;
}
const defOf = (schema: z.ZodMiniType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;

/** Fields of a kind of fact in the order in which it declares them. */
export function shapeOf(kind: FactKind): readonly FieldShape[] {
  return fieldsIn(kind.body);
}

function fieldsIn(schema: z.ZodMiniType): readonly FieldShape[] {
  return Object.entries(defOf(schema).shape ?? {}).map(([name, field]) => {
    const { type, innerType } = defOf(field);
    const optional = type === 'optional' && innerType !== undefined;
    return { name, required: !optional, ...asked(name, optional ? innerType : field, optional) };
  });
}

function asked(name: string, schema: z.ZodMiniType, optional: boolean): Asked {
  const note = notes.get(schema);
  const { type, entries, element, shape, check } = defOf(schema);
  if (note?.entity) return { asks: 'entity', entity: note.entity };
  if (entries) return { asks: 'choice', of: Object.values(entries) };
  if (type === 'boolean') return optional ? { asks: 'choice', of: ['true', 'false'] } : { asks: 'yes' };
  if (type === 'number' || type === 'int') {
    const unit = /M2$/.test(name) ? 'area' : (note?.unit ?? null);
    return { asks: 'number', unit, decimals: unit !== null || check === undefined };
  }
  if (shape) return { asks: 'parts', fields: fieldsIn(schema) };
  if (element) return several(element);
  if (takes(schema, '2020-02-29') && !takes(schema, 'x')) return { asks: 'day' };
  return { asks: takes(schema, 'x'.repeat(200)) ? 'long' : 'text' };
}

function several(element: z.ZodMiniType): Asked {
  const entity = notes.get(element)?.entity;
  const { entries, shape } = defOf(element);
  if (entity) return { asks: 'entities', entity };
  if (entries) return { asks: 'choices', of: Object.values(entries) };
  return shape ? { asks: 'rows', fields: fieldsIn(element) } : { asks: 'texts' };
}

const takes = (schema: z.ZodMiniType, text: string): boolean => z.safeParse(schema, text).success;

/** How many of the smallest unit make one of what people write: céntimos in a sol, grams in a kilo. */
export function scaleOf(unit: (FieldShape & { asks: 'number' })['unit']): number {
  if (unit === 'money') return 100;
  if (unit === 'grams') return 1000;
  return unit === 'ppm' || unit === 'area' ? 10_000 : 1;
}

/** What stands in a new form before anybody typed. */
export function emptyOf(fields: readonly FieldShape[], today: string): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, blank(field, today)]));
}

function blank(field: FieldShape, today: string): unknown {
  if (field.asks === 'day') return field.name === 'on' ? today : '';
  if (field.asks === 'yes') return false;
  if (field.asks === 'parts') return field.required ? {} : undefined;
  if (field.asks === 'rows') return field.required ? [{}] : [];
  return field.asks === 'choices' || field.asks === 'entities' || field.asks === 'texts' ? [] : '';
}
