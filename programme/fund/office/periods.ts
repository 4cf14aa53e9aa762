import { monthText } from '#kernel/office/chartMonths.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { plusDays } from '#kernel/pure/day.ts';

/** First and last month that a period covers, as their first days. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

/** `2021-03` is itself; `year2` is counted in months from the one in which the programme began. */
export function monthsOf(period: string, startedOn: string): Months {
  const year = /^year(\d+)$/.exec(period);
  if (!year) return { from: `${period.slice(0, 7)}-01`, to: `${period.slice(0, 7)}-01` };
  const first = Number(startedOn.slice(0, 4)) + Number(year[1]) - 1;
  const next = `${first + 1}-${startedOn.slice(5, 7)}-01`;
  return { from: `${first}-${startedOn.slice(5, 7)}-01`, to: `${plusDays(next, -1).slice(0, 7)}-01` };
}

/** Every month from the first to the last, also those in which nothing moved. */
export function everyMonth(periods: readonly string[]): string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return [];
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: Math.max(0, number(last) - number(first)) + 1 }, (_, i) => {
    const at = number(first) + i;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** Periods in words, and their months. */
export function usePeriods() {
  const { say, language } = useSpeaking();
  const { session } = usePresent();
  return {
    name: (period: string) => {
      const year = /^year(\d+)$/.exec(period);
      return year ? say('fund.page.year', { n: year[1] ?? '' }) : monthText(period, language);
    },
    months: (period: string) => monthsOf(period, session.programme.startedOn),
  };
}

/** The month before the one of a day: `2021-02`. */
export function lastMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
