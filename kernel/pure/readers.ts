import { isDay } from './day.ts';
import { fold } from './fold.ts';
import { type Refusal, refuse } from './refusal.ts';

/** A cell as read, or why it cannot be: nothing is ever guessed that could be two things. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** How the file writes decimals; null or absent when it cannot be told. */
export interface NumberStyle {
  readonly decimal?: '.' | ',' | null | undefined;
}

const yes = <T>(value: T): Read<T> => ({ ok: true, value });
const no = (code: string, params: Refusal['params'] = {}): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: refuse(code, params),
});

/** Digits before and after the decimal sign. */
interface Digits {
  readonly negative: boolean;
  readonly whole: string;
  readonly part: string;
}

/**
 * Reads the digits of a number: `1,234.5`, `1.234,5`, `1 234,5`, `45.3`, `4.53e1`. `1.234` is 1234 in one file and
 * 1.234 in the next: the style of the file decides, and without it the number is refused (`read.number-ambiguous`).
 */
function readDigits(text: string, style: NumberStyle): Read<Digits> {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s'’_]/g, '')
    .replace(/^[−–]/, '-')
    .replace(/^\+/, '');
  if (plain === '') return no('read.empty');
  const scientific = /^-?\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(plain) ? Number(plain).toFixed(12) : plain;
  const m = /^(-?)(\d[\d.,]*|[.,]\d+)$/.exec(scientific);
  if (!m) return no('read.number');
  const [negative, body] = [m[1] === '-', m[2] ?? ''];
  const at = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  const last = body.charAt(at);
  const both = body.includes('.') && body.includes(',');
  const [before, after] = at < 0 ? [body, ''] : [body.slice(0, at), body.slice(at + 1)];
  const grouped = (groups: string) => /^\d{1,3}([.,]\d{3})*$/.test(groups) || /^\d*$/.test(groups);
  const once = !before.includes(last);
  if (at >= 0 && (both || once)) {
    if ((both && !once) || !grouped(before)) return no('read.number');
    const twoReadings = !both && after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
    if (twoReadings && !style.decimal)
      return no('read.number-ambiguous', { large: before + after, small: `${before}.${after}` });
    if (!twoReadings || style.decimal === last)
      return yes({ negative, whole: before.replace(/[.,]/g, '') || '0', part: after });
  }
  if (!grouped(body)) return no('read.number');
  return yes({ negative, whole: body.replace(/[.,]/g, ''), part: '' });
}

/** Reads a number with or without decimals. */
export function readNumber(text: string, style: NumberStyle = {}): Read<number> {
  const read = readDigits(text, style);
  if (!read.ok) return read;
  const { negative, whole, part } = read.value;
  if (whole.length > 15) return no('read.number-too-long');
  return yes(Number(`${negative ? '-' : ''}${whole}.${part || '0'}`));
}

/** Reads a whole number of zero or more: bags, people, plants. `12.0` is whole, `12.5` is refused. */
export function readWhole(text: string, style: NumberStyle = {}): Read<number> {
  const read = readScaled(text, 0, style);
  if (!read.ok) return read;
  const digits = readDigits(text, style);
  return digits.ok && /[1-9]/.test(digits.value.part) ? no('read.whole') : read;
}

/** An amount in a smaller unit, ten to the `places` of it, exactly; what is finer is rounded half up. */
function readScaled(text: string, places: number, style: NumberStyle): Read<number> {
  const read = readDigits(text, style);
  if (!read.ok) return read;
  const { negative, whole, part } = read.value;
  if (whole.length > 12) return no('read.number-too-long');
  const kept = BigInt(whole + part.slice(0, places).padEnd(places, '0'));
  const value = Number(part.charAt(places) >= '5' ? kept + 1n : kept);
  return negative && value > 0 ? no('read.negative') : yes(value);
}

/** Grams of a weight in kilograms: `45.3`, `45,3 kg`. Other units are refused: a quintal is 46 kg here and 100 kg there. */
export function readKilos(text: string, style: NumberStyle = {}): Read<number> {
  return readScaled(text.replace(/\s*(kg|kgs|kilo|kilos|kilogramos?)\.?\s*$/i, ''), 3, style);
}

/** Céntimos of an amount in soles: `S/ 1,234.50`, `1.234,50`, `12 soles`. Dollars are refused. */
export function readSoles(text: string, style: NumberStyle = {}): Read<number> {
  return readScaled(text.replace(/^\s*(s\/\.?|pen)\s*/i, '').replace(/\s*(soles|sol|pen)\.?\s*$/i, ''), 2, style);
}

/** Square metres of an area in hectares: `2.5`, `2,5 ha`. */
export function readHectares(text: string, style: NumberStyle = {}): Read<number> {
  return readScaled(text.replace(/\s*(ha|has|hect[aá]reas?|hectares?)\.?\s*$/i, ''), 4, style);
}

const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'ene enero jan january',
    'feb febrero february',
    'mar marzo march',
    'abr abril apr april',
    'may mayo',
    'jun junio june',
    'jul julio july',
    'ago agosto aug august',
    // Setiembre, as Peru writes it.
    'set setiembre sep sept septiembre september',
    'oct octubre october',
    'nov noviembre november',
    'dic diciembre dec december',
  ].flatMap((names, i) => names.split(' ').map((name) => [name, i + 1])),
);

/**
 * Reads a day as `YYYY-MM-DD`: `12/03/2021` (day first), `2021-03-12`, `12-mar-2021`, `12 de marzo de 2021`,
 * `March 12, 2021`, `20210312`, or the serial of a spreadsheet (44267). Years of two digits and months first are
 * refused: they would be right by chance.
 */
export function readDay(text: string): Read<string> {
  const plain = fold(text.replace(/(\d)\s*[T ]\s*\d{1,2}:\d{2}.*$/, '$1'));
  if (plain === '') return no('read.empty');
  if (/^\d{5}(\.\d+)?$/.test(text.trim())) return ofSerial(Math.floor(Number(text)));
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const parts = compact ? compact.slice(1) : plain.split(' ').filter((word) => word !== 'de' && word !== 'del');
  const named = parts.findIndex((part) => months[part] !== undefined);
  const [a = '', b = '', c = ''] =
    named < 0 ? parts : parts.map((part) => (months[part] === undefined ? part : String(months[part])));
  if (parts.length !== 3 || ![a, b, c].every((part) => /^\d{1,4}$/.test(part))) return no('read.day');
  if (a.length === 4) return dayOf(a, b, c);
  if (c.length !== 4) return no(c.length <= 2 ? 'read.day-short-year' : 'read.day');
  if (named === 0) return dayOf(c, a, b);
  if (named < 0 && Number(b) > 12 && Number(a) <= 12) return no('read.day-month-first');
  return dayOf(c, b, a);
}

function dayOf(year: string, month: string, date: string): Read<string> {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? yes(day) : no('read.day-not-there');
}

/** Days since 1899-12-30, as spreadsheets count them (Excel takes 1900 for a leap year); 1927 to 2099. */
function ofSerial(serial: number): Read<string> {
  if (serial < 10_000 || serial > 73_050) return no('read.day');
  return yes(new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10));
}

const female = new Set(['f', 'fem', 'femenino', 'femenina', 'female', 'mujer', 'woman', 'w', 'muj']);
const male = new Set(['h', 'hombre', 'hom', 'masculino', 'masc', 'male', 'man', 'varon', 'v']);

/**
 * Reads a sex. `M` is Masculino beside an `F` and Mujer beside an `H`: the other texts of the column decide, and when
 * they do not, it is refused (`read.sex-ambiguous`). Counted wrong, every figure by sex would be turned round.
 */
export function readSex(text: string, column: Iterable<string> = []): Read<'F' | 'M'> {
  const word = fold(text);
  if (word === '') return no('read.empty');
  if (female.has(word)) return yes('F');
  if (male.has(word)) return yes('M');
  if (word !== 'm') return no('read.sex');
  const others = new Set([...column].map(fold));
  const besideMen = [...male].some((other) => others.has(other));
  const besideWomen = [...female].some((other) => others.has(other));
  if (besideMen === besideWomen) return no('read.sex-ambiguous');
  return yes(besideMen ? 'F' : 'M');
}

const yesWords = new Set(['si', 's', 'yes', 'y', 'x', '1', 'true', 'verdadero', 'v']);
const noWords = new Set(['no', 'n', '0', 'false', 'falso', 'f']);

/** Reads yes or no: `Sí`, `x`, `1`, `VERDADERO`, `No`, `0`. An empty cell is neither. */
export function readYes(text: string): Read<boolean> {
  const word = text.trim() === '✓' || text.trim() === '✔' ? 'x' : fold(text);
  if (word === '') return no('read.empty');
  if (yesWords.has(word)) return yes(true);
  return noWords.has(word) ? yes(false) : no('read.yes');
}
