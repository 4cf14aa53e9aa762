import type { ReactNode } from 'react';
import type { Column, ListingShape } from '#kernel/server/question.ts';
import type { Row } from './ask.ts';

/** How one column is shown where its type does not say it. */
export interface CellOf {
  /** The values are codes with words under this prefix: `people.sex` for `people.sex.F`; `''` when the code is the key. */
  readonly words?: string;
  /** Own drawing of a cell. */
  readonly show?: (row: Row) => ReactNode;
  /** Digits without grouping: years are so by their name. */
  readonly plain?: boolean;
  /** Heading under another key than `<table>.<column>`. */
  readonly title?: string;
}

export interface ShownColumn extends Column, CellOf {
  readonly name: string;
  readonly heading: string;
  /** Codes that the column may hold, for its filter. */
  readonly codes: readonly string[];
}

/** Columns of a table that can be shown: ids have no place on a screen unless somebody draws them. */
export function columnsOf(
  table: string,
  shape: ListingShape,
  cells: Readonly<Record<string, CellOf>>,
  say: (key: string) => string,
  keysUnder: (prefix: string) => readonly string[],
): readonly ShownColumn[] {
  const capability = table.slice(0, table.indexOf('.'));
  return Object.entries(shape.columns)
    .filter(([name, column]) => column.type !== 'id' || cells[name]?.show)
    .map(([name, column]) => {
      const own = cells[name] ?? {};
      const guess = `${capability}.${name}`;
      const prefix = own.words ?? (column.type === 'text' && keysUnder(`${guess}.`).length > 0 ? guess : undefined);
      return {
        ...column,
        ...own,
        ...(prefix === undefined ? {} : { words: prefix }),
        plain: own.plain ?? /(^|_)year$/.test(name),
        name,
        heading: say(own.title ?? `${table}.${name}`),
        codes: prefix ? keysUnder(`${prefix}.`).map((key) => key.slice(prefix.length + 1)) : [],
      };
    });
}

/** What a person types in a filter, in the unit that the server compares. */
const scales: Partial<Record<Column['type'], number>> = { money: 100, grams: 1000, area: 10_000, ppm: 10_000 };

export const isRange = (type: Column['type']): boolean =>
  type === 'day' || type === 'number' || type === 'money' || type === 'grams' || type === 'area' || type === 'ppm';

export function toServer(type: Column['type'], text: string): string {
  const scale = scales[type];
  if (!scale || text === '') return text;
  const n = Number(text.replace(',', '.'));
  return Number.isFinite(n) ? String(Math.round(n * scale)) : '';
}

export const unitOf = (type: Column['type']): string =>
  ({ money: 'S/', grams: 'kg', area: 'ha', ppm: '%' })[type as 'money'] ?? '';

/** Numbers stand at the right, so that their digits stand under each other. */
export const isNumeric = (type: Column['type']): boolean => isRange(type) && type !== 'day';
