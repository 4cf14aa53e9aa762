import { ageOn } from '#kernel/pure/day.ts';
import { fold } from '#kernel/pure/fold.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { checkDocument, type DocumentCheck, dniFromRuc } from '#programme/people/identity.ts';
import { nameKey } from '#programme/people/names.ts';

/** What is said of a person; personal fields are missing after an erasure. */
export interface Described {
  readonly givenNames?: string | null | undefined;
  readonly familyNames?: string | null | undefined;
  readonly document?: { readonly type: string; readonly number: string } | null | undefined;
  readonly birthDate?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly birthYear?: number | null | undefined;
  readonly district: string;
}

/** Columns that follow from what is said; all but the years are personal. */
export interface DescribedColumns {
  given_names: string | null;
  family_names: string | null;
  document_type: string | null;
  document_number: string | null;
  document_key: string | null;
  birth_date: string | null;
  phone: string | null;
  search: string | null;
  name_key: string | null;
  cohort: string | null;
  birth_year: number | null;
  told_year: number | null;
}

/** What an erasure leaves of the described columns: the year, when it was told apart from the birth date. */
export function emptied(toldYear: number | null): DescribedColumns {
  return {
    given_names: null,
    family_names: null,
    document_type: null,
    document_number: null,
    document_key: null,
    birth_date: null,
    phone: null,
    search: null,
    name_key: null,
    cohort: null,
    birth_year: toldYear,
    told_year: toldYear,
  };
}

/** How a person is stored and found. `search` is folded text; `name_key` and `cohort` narrow the look for duplicates. */
export function describedColumns(of: Described): DescribedColumns {
  const told = of.birthYear ?? null;
  const year = told ?? (of.birthDate ? Number(of.birthDate.slice(0, 4)) : null);
  const document = documentColumns(of.document);
  const names = `${of.givenNames ?? ''} ${of.familyNames ?? ''}`.trim();
  return {
    given_names: of.givenNames ?? null,
    family_names: of.familyNames ?? null,
    ...document,
    birth_date: of.birthDate ?? null,
    phone: of.phone ?? null,
    search: names === '' ? null : `${fold(names)} ${document.document_number?.toLowerCase() ?? ''}`.trim(),
    name_key: names === '' ? null : soundOfName(of.givenNames ?? '', of.familyNames ?? ''),
    cohort: names === '' ? null : cohortOf(of.district, year),
    birth_year: year,
    told_year: told,
  };
}

/** Sound of the first surname and first given name: `kispe maria`. */
export function soundOfName(given: string, surnames: string): string | null {
  const key = nameKey({ given, surnames });
  const sound = [key.surnames[0]?.sound, key.given[0]?.sound].filter((s) => s !== undefined).join(' ');
  return sound === '' ? null : sound;
}

/** Names as a list writes them, surnames first or last: equal when they are the same words. */
export function nameInAnyOrder(name: string): string {
  return fold(name).split(' ').sort().join(' ');
}

/** District and birth year; null when the year is not known. */
export function cohortOf(district: string, year: number | null): string | null {
  return year === null ? null : `${district} ${year}`;
}

function documentColumns(document: Described['document']) {
  if (!document || document.type === 'none') {
    return { document_type: document?.type ?? null, document_number: null, document_key: null };
  }
  const read = readDocument(document);
  const number = read?.ok ? read.number : document.number.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return { document_type: document.type, document_number: number, document_key: documentKey(document.type, number) };
}

/** One key for a DNI and for the RUC that carries it, so that one person is found by either. */
export function documentKey(type: string, number: string): string {
  const dni = type === 'DNI' ? number : type === 'RUC' ? dniFromRuc(number) : null;
  return dni === null ? `${type} ${number}` : `DNI ${dni}`;
}

function readDocument(document: { type: string; number: string }): DocumentCheck | null {
  if (document.type === 'DNI') return checkDocument('dni', document.number);
  if (document.type === 'CE') return checkDocument('ce', document.number);
  return document.type === 'RUC' ? checkDocument('ruc', document.number) : null;
}

/** What is wrong with a document by itself: shape, check digits (domain 10.2), numbers people make up. */
export function doubtsOfDocument(document: Described['document']): Refusal[] {
  const read = document ? readDocument(document) : null;
  if (read === null) return [];
  if (!read.ok) return [{ ...read.refusal, at: 'body.document' }];
  return read.suspect ? [refuse('people.document-suspect', {}, 'body.document')] : [];
}

/** Producers sign for themselves from 18 on (domain 14 counts youth from 15, who need a guardian). Ages over 110 are typing errors. */
export function doubtsOfAge(of: Pick<Described, 'birthDate' | 'birthYear'>, on: string): Refusal[] {
  const found: Refusal[] = [];
  const said = of.birthYear ?? null;
  const born = of.birthDate ? Number(of.birthDate.slice(0, 4)) : null;
  if (said !== null && born !== null && said !== born)
    found.push(refuse('people.birth-year-differs', {}, 'body.birthYear'));
  const age = of.birthDate ? ageOn(of.birthDate, on) : said === null ? null : Number(on.slice(0, 4)) - said;
  if (age === null) return found;
  if (age < 0 || age > 110) found.push(refuse('people.age-unlikely', { age }, 'body.birthDate'));
  else if (age < 18) found.push(refuse('people.under-age', { age }, 'body.birthDate'));
  return found;
}

/** A count of people under a key; null when it is kept back. */
export interface Cell {
  readonly key: string;
  readonly n: number | null;
}

/**
 * Cells for somebody who may not recognise people: fewer than five are kept back, and when only one would be, the
 * smallest other one too, so that the total gives nothing away (domain 10.5: k ≥ 5).
 */
export function keptBack(cells: readonly { readonly key: string; readonly n: number }[], least = 5): Cell[] {
  const sizes = [...cells].sort((a, b) => a.n - b.n);
  const small = sizes.filter((cell) => cell.n < least);
  const hidden = new Set((small.length === 1 ? sizes.slice(0, 2) : small).map((cell) => cell.key));
  return cells.map((cell) => ({ key: cell.key, n: hidden.has(cell.key) ? null : cell.n }));
}
