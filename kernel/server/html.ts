/** Text that is HTML already: nothing else gets into a page unescaped. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | null | false | readonly Part[];

/** A piece of a page; everything put into it is escaped unless it is such a piece itself. Nothing for null and false. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const out = strings.map((text, i) => text + (i < parts.length ? told(parts[i] as Part) : ''));
  return { html: out.join('') };
}

function told(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  if ('html' in part) return part.html;
  return part.map(told).join('');
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
