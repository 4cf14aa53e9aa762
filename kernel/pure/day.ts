/** A calendar day in the programme's own time, `YYYY-MM-DD`. Days compare as text. */
export type Day = string;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists (`2021-02-29` does not), between 1900 and 2199. */
export function isDay(text: string): boolean {
  const m = shape.exec(text);
  if (!m) return false;
  const [year, month, date] = [Number(m[1]), Number(m[2]), Number(m[3])];
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || date < 1) return false;
  return date <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const dayMs = 86_400_000;

/** Ms since 1970 of the day's midnight in UTC. */
export function dayToMs(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day that many days later (or earlier). */
export function plusDays(day: Day, days: number): Day {
  return new Date(dayToMs(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((dayToMs(to) - dayToMs(from)) / dayMs);
}

/** Peru keeps UTC-5 all year; other countries bring their own offset. */
export function dayAt(iso: string, offsetHours = -5): Day {
  return new Date(Date.parse(iso) + offsetHours * 3_600_000).toISOString().slice(0, 10);
}

/** Completed years of age on a day. */
export function ageOn(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}
