/** Text made comparable: how people in the field, old spreadsheets and three keyboards write the same word. */

// UTF-8 read as Latin-1 by an older spreadsheet; the commonest damage in lists that were mailed around.
const mojibake: readonly (readonly [RegExp, string])[] = [
  [/Ã±|Ã‘|Ã\u0091/g, 'n'],
  [/Ã¡|Ã\u0081/g, 'a'],
  [/Ã©|Ã‰|Ã\u0089/g, 'e'],
  [/Ã\u00ad|Ã\u008d/g, 'i'],
  [/Ã³|Ã“|Ã\u0093/g, 'o'],
  [/Ãº|Ãš|Ã\u009a|Ã¼/g, 'u'],
];

/**
 * Lower case, no accents, ñ as n, every run of punctuation as one space, no space at the ends.
 * For matching only: what people wrote is stored as they wrote it (domain 10.3).
 */
export function fold(text: string): string {
  let out = '';
  let space = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0xff || code === tilde) return foldAny(text);
    const letters = (latin[code] ??= foldedLetter(code));
    if (letters === '') continue;
    if (letters === ' ') space = out !== '';
    else {
      out += space ? ` ${letters}` : letters;
      space = false;
    }
  }
  return out;
}

// What each Latin-1 character folds to, a space for all that parts words: names are written in little else.
const latin: string[] = [];
const tilde = 0xc3;

function foldedLetter(code: number): string {
  return foldAny(`x${String.fromCharCode(code)}x`).slice(1, -1);
}

function foldAny(text: string): string {
  let out = text;
  if (out.includes('Ã')) for (const [wrong, right] of mojibake) out = out.replace(wrong, right);
  return out
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[’'`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const soundRules: readonly (readonly [RegExp, string])[] = [
  [/ /g, ''],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ch/g, 'X'],
  [/sh/g, 's'],
  [/^x/g, 'j'],
  [/x/g, 's'],
  // Quechua names travel as Huamán, Guamán, Wamán and as Ccori, Qori, Kori: one register spells each its own way.
  [/hu(?=[aeio])|gu(?=[ao])/g, 'w'],
  [/cc|qu(?=[ei])|q/g, 'k'],
  [/c(?=[ei])|z/g, 's'],
  [/c/g, 'k'],
  [/gu(?=[ei])/g, 'G'],
  [/g(?=[ei])/g, 'j'],
  [/G/g, 'g'],
  [/v/g, 'b'],
  [/ll/g, 'y'],
  [/h/g, ''],
  [/y(?![aeiou])/g, 'i'],
  [/^i(?=[aeou])/g, 'y'],
  [/n(?=[pb])/g, 'm'],
  [/(.)\1+/g, '$1'],
];

/** How a folded word sounds in Peruvian Spanish: b/v, s/z/c, ll/y, k/c/qu, g/j, mute h and hu/gu/w come out equal. */
export function spanishSound(folded: string): string {
  const known = sounds.get(folded);
  if (known !== undefined) return known;
  let out = folded;
  for (const [from, to] of soundRules) out = out.replace(from, to);
  out = out.toLowerCase();
  if (sounds.size >= mostSounds) sounds.clear();
  sounds.set(folded, out);
  return out;
}

// A register of thousands has a few hundred different words, and twenty rules per word cost more than all else of a name.
const sounds = new Map<string, string>();
const mostSounds = 5_000;

// Three lines are enough at any time, always the same ones.
const lines: [number[], number[], number[]] = [[], [], []];

/**
 * Typing errors between two words: letters added, lost, changed, or two neighbours exchanged (each counts 1).
 * Stops counting at `limit + 1`, which keeps a comparison of thousands of names cheap.
 */
export function editDistance(a: string, b: string, limit = 3): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let [before, last, row] = lines;
  for (let j = 0; j <= b.length; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    row[0] = i;
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}
