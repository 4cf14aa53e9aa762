import { type Day, plusDays } from '#kernel/pure/day.ts';

/** How this programme counts until something else is agreed: one session of two hours, one replica or four visits. */
export const usualCounting: Counting = {
  trained_sessions: 1,
  trained_minutes: 120,
  active_replicas: 1,
  active_advice: 4,
};

export interface Counting {
  readonly trained_sessions: number;
  readonly trained_minutes: number;
  readonly active_replicas: number;
  readonly active_advice: number;
}

/** How the programme's time is cut: by its own years and half-years, the donor's fiscal years, or months. */
export type Grouping = 'year' | 'half' | 'fiscal' | 'month';

export interface Lifetime {
  readonly started_on: Day;
  readonly ends_on: Day;
}

const shape = /^(life|year\d{1,2}(h[12])?|FY\d{4}|\d{4}-(0[1-9]|1[0-2]))$/;

/** `life`, `year2`, `year2h1`, `FY2021` (October to September, as the donor counts), `2021-03`. */
export function isPeriodName(name: string): boolean {
  return shape.test(name);
}

/** How the programme's time is cut for a period: its life is the sum of its years. */
export function groupingOf(period: string): Grouping {
  if (period.startsWith('FY')) return 'fiscal';
  if (period !== 'life' && !period.startsWith('year')) return 'month';
  return period.includes('h') ? 'half' : 'year';
}

/** Where to look for a period: months after the start, or a day and the last one that still belongs to it. */
export type Probe = { readonly year: true; readonly months: number } | { readonly day: Day; readonly until: Day };

/** A day inside a period that is not the whole life. */
export function probeOf(name: string): Probe {
  const year = /^year(\d+)(h2)?/.exec(name);
  if (year) return { year: true, months: 12 * (Number(year[1]) - 1) + (year[2] ? 6 : 0) };
  if (name.startsWith('FY')) {
    const ends = Number(name.slice(2));
    return { day: `${String(ends - 1).padStart(4, '0')}-10-01`, until: `${name.slice(2)}-09-30` };
  }
  return { day: `${name}-01`, until: plusDays(monthsAfter(`${name}-01`, 1), -1) };
}

/** Spans of days that follow each other without gaps, from the start of the programme to its end. */
export interface Grid {
  readonly names: readonly string[];
  /** First day of each span. */
  readonly starts: readonly Day[];
  readonly end: Day;
}

/** The programme's time cut into spans. */
export function gridOf(by: Grouping, of: Lifetime): Grid {
  const names: string[] = [];
  const starts: Day[] = [];
  for (let start = of.started_on, n = 0; start <= of.ends_on && n < 480; n += 1) {
    names.push(nameOf(by, n, start));
    starts.push(start);
    start = nextStart(by, of.started_on, start, n);
  }
  return { names, starts, end: of.ends_on };
}

function nameOf(by: Grouping, n: number, start: Day): string {
  if (by === 'year') return `year${n + 1}`;
  if (by === 'half') return `year${Math.floor(n / 2) + 1}h${(n % 2) + 1}`;
  if (by === 'month') return start.slice(0, 7);
  const year = Number(start.slice(0, 4));
  return `FY${start.slice(5) >= '10-01' ? year + 1 : year}`;
}

function nextStart(by: Grouping, first: Day, start: Day, n: number): Day {
  if (by === 'year') return monthsAfter(first, 12 * (n + 1));
  if (by === 'half') return monthsAfter(first, 6 * (n + 1));
  if (by === 'month') return monthsAfter(`${first.slice(0, 7)}-01`, n + 1);
  const year = Number(start.slice(0, 4));
  return start.slice(5) >= '10-01' ? `${year + 1}-10-01` : `${year}-10-01`;
}

/** The same day that many months later; the last of the month where that day does not exist. */
export function monthsAfter(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const to = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(date, last));
  return to.toISOString().slice(0, 10);
}

/** A value with the decimals that its unit is read with: money two, shares two, everything else whole. Half up. */
export function rounded(value: number | null, unit: string): number | null {
  if (value === null) return null;
  const parts = unit === '%' || unit === 'PEN' ? 100 : 1;
  return Math.round((value + Number.EPSILON) * parts) / parts;
}

/** Money of a month, céntimos. */
export interface MonthSum {
  readonly month: string;
  readonly centimos: number;
}

/**
 * Soles and what they were worth in another currency: each month at its own rate (millionths of a sol for one unit),
 * rounded once, half up. One missing rate leaves the sum open: half of a sum is no sum (domain 1.4 rule 11).
 */
export function converted(
  months: readonly MonthSum[],
  rates: ReadonlyMap<string, number>,
): { pen: number; usd: number | null; missing: string[] } {
  const total = months.reduce((sum, { centimos }) => sum + centimos, 0);
  const missing = [
    ...new Set(months.flatMap((m) => (m.centimos !== 0 && !rates.has(m.month) ? [m.month] : []))),
  ].sort();
  const cents = months.reduce((sum, m) => sum + (m.centimos * 1_000_000) / (rates.get(m.month) ?? 1), 0);
  return { pen: total / 100, usd: missing.length > 0 ? null : Math.round(cents) / 100, missing };
}
