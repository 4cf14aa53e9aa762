import type { Language } from '#kernel/pure/words.ts';

const localeOf: Readonly<Record<Language, string>> = { es: 'es-PE', en: 'en-GB' };

// es-PE groups with a comma and splits with a point; browsers without Peru's own data are told so by `en-US` digits.
const digits = (places: number, least = 0) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: places });
const whole = digits(0);
const upTo1 = digits(1);
const upTo2 = digits(2);
const upTo4 = digits(4);
const money2 = digits(2, 2);

/** `2,612`, with decimals only where there are some. */
export const numberText = (n: number): string => upTo2.format(n);

/** Céntimos as `S/ 1,234.50`. */
export const moneyText = (centimos: number): string =>
  `${centimos < 0 ? '−' : ''}S/ ${money2.format(Math.abs(centimos) / 100)}`;

/** Grams as `1,234.5 kg`, from ten tonnes on as `12.3 t`. */
export const massText = (grams: number): string =>
  Math.abs(grams) >= 10_000_000 ? `${upTo1.format(grams / 1_000_000)} t` : `${upTo1.format(grams / 1000)} kg`;

/** Square metres as hectares. */
export const areaText = (squareMetres: number): string => `${upTo2.format(squareMetres / 10_000)} ha`;

/** Parts per million as per cent. */
export const shareText = (ppm: number): string => `${upTo1.format(ppm / 10_000)} %`;

/** Degrees, readable aloud. */
export const degreesText = (degrees: number): string => upTo4.format(degrees);

/** `2,612` */
export const countText = (n: number): string => whole.format(n);

/** A calendar day, `12 mar 2021`. */
export function dayText(day: string, language: Language): string {
  const at = new Date(`${day.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  const parts = new Intl.DateTimeFormat(localeOf[language], {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return parts.format(at).replace(/\./g, '').replace(/ de /g, ' ');
}

/** A moment in Peru's time, `12 mar 2021, 14:05`. */
export function momentText(at: string | number, language: Language): string {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return String(at);
  const day = new Date(when.getTime() - 5 * 3_600_000).toISOString();
  return `${dayText(day, language)}, ${day.slice(11, 16)}`;
}

/** Today in Peru. */
export const todayText = (): string => new Date(Date.now() - 5 * 3_600_000).toISOString().slice(0, 10);
