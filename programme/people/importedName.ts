const particles = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'san', 'santa', 'y']);

export interface ReadName {
  readonly givenNames: string;
  readonly familyNames: string;
}

/**
 * The name of a line, in its parts: from columns of its own, or from one column whose heading says the order. Two
 * surnames are the rule; of two words one is the surname. A comma decides. Null when a part is missing.
 */
export function splitName(values: Readonly<Record<string, string>>): ReadName | null {
  const surnames = [values['father'], values['mother']].filter((part) => part).join(' ');
  const [given, family] = [values['givenNames'] ?? '', values['familyNames'] || surnames];
  if (given !== '' && family !== '') return { givenNames: given, familyNames: family };
  // A lone column called only "Nombre" holds the whole name, given names first.
  const whole = values['surnamesFirst'] || values['givenFirst'] || given;
  const surnamesFirst = Boolean(values['surnamesFirst']);
  const [before, after] = whole.split(',').map((part) => part.trim());
  if (before && after) return { familyNames: before, givenNames: after };
  const words = wordsOf(whole);
  if (words.length < 2) return null;
  const surnameCount = words.length > 2 ? 2 : 1;
  const at = surnamesFirst ? surnameCount : words.length - surnameCount;
  const [first, second] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
  return surnamesFirst ? { familyNames: first, givenNames: second } : { givenNames: first, familyNames: second };
}

/** `María de la Cruz` has two words: particles belong to what follows. */
function wordsOf(text: string): string[] {
  const out: string[] = [];
  let open = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    open = open === '' ? word : `${open} ${word}`;
    if (particles.has(word.toLowerCase())) continue;
    out.push(open);
    open = '';
  }
  if (open !== '') out.push(open);
  return out;
}
