import type { Language } from '#kernel/pure/words.ts';

const locale: Readonly<Record<Language, string>> = { es: 'es-PE', en: 'en-GB' };

/** `2021-03` as `mar 21`, short enough to stand under a bar. */
export function monthText(month: string, language: Language): string {
  const at = new Date(`${month.slice(0, 7)}-15T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return month;
  const name = new Intl.DateTimeFormat(locale[language], { month: 'short', timeZone: 'UTC' }).format(at);
  return `${name.replace('.', '')} ${month.slice(2, 4)}`;
}
