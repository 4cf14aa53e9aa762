import { editDistance, fold } from './fold.ts';

/** One thing that an import asks of every row, and how people head its column. */
export interface FieldSpec {
  readonly name: string;
  /** Spanish and English headings, the most usual first; accents, capitals and punctuation do not matter. */
  readonly words: readonly string[];
  /** A row without it is bad, and a file without a column for it is refused. */
  readonly required?: boolean;
}

/** Column of the file for each field; null when no column is it. */
export type Mapping = Readonly<Record<string, string | null>>;

// How surely a heading is the field's: written the same, a whole-word part of it, or a typing error away.
const sure = { exact: 4, name: 3, part: 2, slip: 1 } as const;

/**
 * Guesses which column is which field. Surest pairs first, ties to the earlier field and column; no column is used
 * twice, so that `Nombre` never becomes both given names and surnames. A person corrects what was guessed wrong.
 */
export function guessMapping(columns: readonly string[], fields: readonly FieldSpec[]): Mapping {
  const headings = columns.map((column) => ({ column, text: plain(column) }));
  const pairs = fields.flatMap((field, f) =>
    headings.flatMap(({ column, text }, c) => {
      const score = likeness(text, field);
      return score > 0 ? [{ field: field.name, column, score, order: f * columns.length + c }] : [];
    }),
  );
  pairs.sort((a, b) => b.score - a.score || a.order - b.order);
  const mapping: Record<string, string | null> = Object.fromEntries(fields.map((field) => [field.name, null]));
  const used = new Set<string>();
  for (const { field, column } of pairs) {
    if (mapping[field] !== null || used.has(column)) continue;
    mapping[field] = column;
    used.add(column);
  }
  return mapping;
}

/** Units in brackets are for the eye: `Peso (kg)` is `Peso`. `N°` is how a number is headed in Peru. */
function plain(heading: string): string {
  // `D.N.I.` is one word, `Fecha.de.nacimiento` three.
  const spelled = heading.replace(/(?<!\p{L})(\p{L})\.(?=\p{L}(?!\p{L}))/gu, '$1');
  const bare = fold(spelled.replace(/\([^)]*\)/g, ' ').replace(/[_.]/g, ' '));
  const words = (bare === '' ? fold(heading) : bare).split(' ').filter((word) => !silent.has(word));
  return words.join(' ');
}
const silent = new Set([
  'de',
  'del',
  'la',
  'el',
  'los',
  'las',
  'n',
  'no',
  'nro',
  'num',
  'numero',
  'of',
  'the',
  'number',
]);

function likeness(heading: string, field: FieldSpec): number {
  if (heading === '') return 0;
  let best = heading === plain(field.name) ? sure.name : 0;
  field.words.forEach((word, i) => {
    // Of several words for a field the first ones are the likelier; never enough to beat a surer kind of likeness.
    const nearness = 0.5 * (1 - i / field.words.length);
    best = Math.max(best, wordLikeness(heading, plain(word)) + nearness);
  });
  return best >= 1 ? best : 0;
}

function wordLikeness(heading: string, word: string): number {
  if (word === '') return 0;
  if (heading === word) return sure.exact;
  if (word.length >= 3 && (heading.startsWith(`${word} `) || heading.endsWith(` ${word}`))) return sure.part;
  // Cut short by an old program (ten letters in a shapefile) or a narrow column; never `Fecha` for `Fecha de nacimiento`.
  if (heading.length >= 5 && word.startsWith(heading) && word.charAt(heading.length) !== ' ') return sure.part;
  const allowed = Math.min(heading.length, word.length) >= 8 ? 2 : 1;
  const alike = Math.min(heading.length, word.length) >= 5 && editDistance(heading, word, allowed) <= allowed;
  return alike ? sure.slip : 0;
}
