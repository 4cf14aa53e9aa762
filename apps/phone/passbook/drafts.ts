const place = (line: string): string => `minka.passbook.draft.${line}`;

/** What she began to say of a line; it is there again when the page was closed by mistake, and gone with the tab. */
export const draftOf = (line: string): string => sessionStorage.getItem(place(line)) ?? '';

export function keepDraft(line: string, words: string): void {
  if (words === '') sessionStorage.removeItem(place(line));
  else sessionStorage.setItem(place(line), words);
}

export function forgetDrafts(): void {
  const own = Array.from({ length: sessionStorage.length }, (_, i) => sessionStorage.key(i) ?? '');
  for (const key of own) if (key.startsWith('minka.passbook')) sessionStorage.removeItem(key);
}
