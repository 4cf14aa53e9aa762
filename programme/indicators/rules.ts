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

export const groupings = ['year', 'half', 'fiscal', 'month'] as const;
export type Grouping = (typeof groupings)[number];

/** Spans of days that follow each other without gaps, from the start of the programme. */
export interface Grid {
  readonly names: readonly string[];
  /** First day of each span. */
  readonly starts: readonly Day[];
  /** Last day of the last one. */
  readonly end: Day;
}

/** One period as spans of a grid: a year is one of the years, the life of the programme is all of them. */
export interface Period {
  readonly name: string;
  readonly grid: Grid;
  /** Spans of the grid that it takes, from 1. */
  readonly wanted: readonly number[];
}

export interface Lifetime {
  readonly started_on: Day;
  readonly ends_on: Day;
}

const shape = /^(life|year\d{1,2}(h[12])?|FY\d{4}|\d{4}-\d{2})$/;

/** `life`, `year2`, `year2h1`, `FY2021` (October to September, as the donor counts), `2021-03`. */
export function isPeriodName(name: string): boolean {
  return shape.test(name);
}

/** The programme's time cut into years, half-years, the donor's fiscal years, or months. */
export function gridOf(by: Grouping, of: Lifetime): Grid {
  const names: string[] = [];
  const starts: Day[] = [];
  for (let start = of.started_on, n = 0; start <= of.ends_on && n < 600; n += 1) {
    starts.push(start);
    names.push(nameOf(by, n, start));
    start = nextStart(by, of.started_on, start, n);
  }
  return { names, starts, end: of.ends_on };
}

function nameOf(by: Grouping, n: number, start: Day): string {
  if (by === 'year') return `year${n + 1}`;
  if (by === 'half') return `year${Math.floor(n / 2) + 1}h${(n % 2) + 1}`;
  if (by === 'month') return start.slice(0, 7);
  const year = Number(start.slice(0, 4));
  return `FY${Number(start.slice(5, 7)) >= 10 ? year + 1 : year}`;
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

/** Spans of a grid as a period: all of them are the life of the programme. */
export function wholeGrid(grid: Grid): Period {
  return { name: 'life', grid, wanted: grid.starts.map((_, i) => i + 1) };
}

/** A period by its name; null when the programme has none of that name. */
export function periodNamed(name: string, of: Lifetime): Period | null {
  if (name === 'life') return wholeGrid(gridOf('year', of));
  const by = name.startsWith('FY')
    ? 'fiscal'
    : !name.startsWith('year')
      ? 'month'
      : name.includes('h')
        ? 'half'
        : 'year';
  const grid = gridOf(by, of);
  const at = grid.names.indexOf(name);
  return at < 0 ? null : { name, grid, wanted: [at + 1] };
}

/** Last day of a span, from 1. */
export function lastDayOf(grid: Grid, span: number): Day {
  const next = grid.starts[span];
  return next === undefined ? grid.end : plusDays(next, -1);
}

/** A value with the decimals that its unit is read with: money two, shares two, everything else whole. Half up. */
export function rounded(value: number | null, unit: string): number | null {
  if (value === null) return null;
  const parts = unit === '%' || unit === 'PEN' ? 100 : 1;
  return Math.round((value + Number.EPSILON) * parts) / parts;
}
