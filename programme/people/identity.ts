import { type Refusal, refuse } from '#kernel/pure/refusal.ts';

/** Every refusal of this file; `words.ts` has a sentence for each. None of them carries the document itself. */
export const identityCodes = [
  'people.dni-shape',
  'people.dni-short',
  'people.dni-zeros',
  'people.dni-check',
  'people.ce-shape',
  'people.ruc-shape',
  'people.ruc-prefix',
  'people.ruc-check',
  'people.ruc-other-person',
  'people.document-shape',
] as const;
export type IdentityCode = (typeof identityCodes)[number];

export const documentKinds = ['dni', 'ce', 'ruc', 'passport', 'ptp', 'cpp'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export type DocumentCheck =
  | {
      readonly ok: true;
      /** As stored and compared: digits (or capitals) only, without the check character of a DNI. */
      readonly number: string;
      /** True when a check character agreed; a bare DNI or a CE carries none, so a typing error passes. */
      readonly checked: boolean;
      /** Well formed, yet the kind of number people type to get past a form (11111111, 12345678). */
      readonly suspect: boolean;
    }
  | {
      readonly ok: false;
      readonly refusal: Refusal & { readonly code: IdentityCode };
      /** What was probably meant, for the person to confirm; never applied on its own. */
      readonly suggestion?: string;
    };

// Weights and rows of check characters: python-stdnum (pe.cui, pe.ruc), cited in domain 10.2 as S88 and S89.
const dniWeights = [3, 2, 7, 6, 5, 4, 3, 2];
const dniDigits = '65432110987';
const dniLetters = 'KJIHGFEDCBA';
const rucWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const rucPrefixes = ['10', '15', '16', '17', '20'];

const weigh = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);

/** The two check characters of an eight-digit DNI: the digit of new cards, the letter of old ones. */
export function dniCheckCharacters(dni: string): { digit: string; letter: string } {
  if (!/^\d{8}$/.test(dni)) throw new RangeError('a DNI has eight digits');
  const rest = weigh(dni, dniWeights) % 11;
  return { digit: dniDigits.charAt(rest), letter: dniLetters.charAt(rest) };
}

/**
 * Reads a DNI as people type it: `12345678`, `12345678-9`, `12345678 K`, `12.345.678`.
 * Leading zeros matter: five to seven digits are refused with the padded number as a suggestion,
 * because a spreadsheet that took the DNI for a number has dropped them (domain 10.2).
 * 00000000 is refused: whoever has no document is recorded with "no document" and a reason.
 */
export function checkDni(text: string): DocumentCheck {
  const plain = compact(text);
  const m = /^(\d{8})([0-9A-K])?$/.exec(plain);
  if (!m) {
    if (!/^\d{5,7}$/.test(plain)) return no('people.dni-shape', { length: plain.length });
    if (/^0+$/.test(plain)) return no('people.dni-zeros');
    return { ...no('people.dni-short', { length: plain.length }), suggestion: plain.padStart(8, '0') };
  }
  const dni = m[1] ?? '';
  if (dni === '00000000') return no('people.dni-zeros');
  const given = m[2];
  const { digit, letter } = dniCheckCharacters(dni);
  if (given !== undefined && given !== digit && given !== letter) return no('people.dni-check');
  return yes(dni, given !== undefined);
}

/** Reads a foreigner's card (carné de extranjería): nine digits, no check digit. */
export function checkCe(text: string): DocumentCheck {
  const plain = compact(text);
  if (!/^\d{9}$/.test(plain) || /^0+$/.test(plain)) return no('people.ce-shape', { length: plain.length });
  return yes(plain, false);
}

/** Reads a RUC: eleven digits, prefix of a person or a company, check digit. */
export function checkRuc(text: string): DocumentCheck {
  const plain = compact(text);
  if (!/^\d{11}$/.test(plain)) return no('people.ruc-shape', { length: plain.length });
  if (!rucPrefixes.includes(plain.slice(0, 2))) return no('people.ruc-prefix', { prefix: plain.slice(0, 2) });
  const digit = (11 - (weigh(plain, rucWeights) % 11)) % 10;
  if (String(digit) !== plain.charAt(10)) return no('people.ruc-check');
  return yes(plain, true);
}

/** A person's RUC: `10`, the DNI, the DNI's check digit (held in 20,000 of 20,000 cases, domain 10.2). */
export function rucFromDni(dni: string): string {
  return `10${dni}${dniCheckCharacters(dni).digit}`;
}

/** The DNI inside a person's RUC; null for a company, for other prefixes and for a RUC that fails its check. */
export function dniFromRuc(ruc: string): string | null {
  const read = checkRuc(ruc);
  return read.ok && read.number.startsWith('10') ? read.number.slice(2, 10) : null;
}

/**
 * Checks a DNI and a RUC that are said to belong to one person. A person's RUC proves the DNI, digit by digit,
 * so this is the best check there is on a bare DNI. RUCs with prefix 15, 16 or 17 say nothing about a DNI.
 */
export function checkDniAndRuc(dniText: string, rucText: string): DocumentCheck {
  const dni = checkDni(dniText);
  if (!dni.ok) return dni;
  const ruc = checkRuc(rucText);
  if (!ruc.ok) return ruc;
  if (ruc.number.startsWith('20')) return no('people.ruc-other-person', { company: true });
  if (!ruc.number.startsWith('10')) return dni;
  if (ruc.number.slice(2, 10) !== dni.number) return no('people.ruc-other-person', { company: false });
  return { ...dni, checked: true };
}

/** One door for every kind of document. Passports and permits (PTP, CPP) only have a shape. */
export function checkDocument(kind: DocumentKind, text: string): DocumentCheck {
  if (kind === 'dni') return checkDni(text);
  if (kind === 'ce') return checkCe(text);
  if (kind === 'ruc') return checkRuc(text);
  const plain = compact(text);
  if (!/^[A-Z0-9]{5,15}$/.test(plain) || /^0+$/.test(plain)) {
    return no('people.document-shape', { length: plain.length });
  }
  return yes(plain, false);
}

const compact = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-‐-―_/]/g, '');

const yes = (number: string, checked: boolean): DocumentCheck => ({
  ok: true,
  number,
  checked,
  suspect: /^(.)\1+$/.test(number) || number === '12345678' || number === '87654321',
});

const no = (code: IdentityCode, params: Refusal['params'] = {}): DocumentCheck & { ok: false } => ({
  ok: false,
  refusal: { ...refuse(code, params), code },
});
