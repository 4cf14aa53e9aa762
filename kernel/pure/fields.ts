import * as z from 'zod/mini';
import { isDay } from './day.ts';
import { isUuid } from './ids.ts';

/** What the kernel must know of a field beyond its type. */
export interface FieldNote {
  /** The field names something made by another fact: a `person`, a `plot` … The fact waits until it is there. */
  readonly entity?: string;
  /** Kept beside the log, per fact and person, and erased with the person. */
  readonly personal?: boolean;
  /** What the number is measured in, for whoever shows it. */
  readonly unit?: 'money' | 'grams' | 'ppm';
}

export const notes = z.registry<FieldNote>();

/** Any lower-case UUID. */
export const id = () => z.string().check(z.refine(isUuid, 'field.id'));

/** A reference to what another fact made; the entity's id is the id of the fact that made it. */
export const ref = (entity: string) => {
  const field = id();
  notes.add(field, { entity });
  return field;
};

/** Marks a top-level field as personal data. */
export const personal = <S extends z.ZodMiniType>(schema: S): S => {
  notes.add(schema, { ...notes.get(schema), personal: true });
  return schema;
};

/** Trimmed text without control characters, NFC, 1..max characters. */
export const text = (max = 200) =>
  z.string().check(
    z.normalize('NFC'),
    z.trim(),
    z.minLength(1, 'field.empty'),
    z.maxLength(max, 'field.too-long'),
    z.refine(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: because control characters and bidi overrides are what is refused
      (s) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u.test(s),
      'field.control',
    ),
  );

/** A calendar day that exists. */
export const day = () => z.string().check(z.refine(isDay, 'field.day'));

/** A whole number in [min, max]; safe integers only, so that JSON never rounds it. */
export const whole = (min = 0, max = Number.MAX_SAFE_INTEGER) =>
  z.int('field.whole').check(z.minimum(min, 'field.too-small'), z.maximum(max, 'field.too-large'));

const measured = <S extends z.ZodMiniType>(schema: S, unit: NonNullable<FieldNote['unit']>): S => {
  notes.add(schema, { unit });
  return schema;
};

/** Céntimos, 0 … 10 million soles. */
export const centimos = () => measured(whole(0, 1_000_000_000), 'money');
/** Grams, 0 … 1,000 tonnes. */
export const grams = () => measured(whole(0, 1_000_000_000), 'grams');
/** Parts per million. */
export const ppm = () => measured(whole(0, 1_000_000), 'ppm');
/** A count of plants or people. */
export const count = (max = 10_000_000) => whole(0, max);
/** Degrees, WGS84. */
export const lon = () => z.number().check(z.minimum(-180, 'field.too-small'), z.maximum(180, 'field.too-large'));
export const lat = () => z.number().check(z.minimum(-90, 'field.too-small'), z.maximum(90, 'field.too-large'));
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values);
export const maybe = <S extends z.ZodMiniType>(schema: S) => z.optional(schema);
export const list = <S extends z.ZodMiniType>(schema: S, max = 500) =>
  z.array(schema).check(z.maxLength(max, 'field.too-many'));
