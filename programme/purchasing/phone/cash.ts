import { type KeptFact, type Status, statusOf } from '#kernel/phone/keeping.ts';
import { dayOf, type Mending } from '#kernel/phone/mending.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { CashBrought, CashTaken, CocoaBought, DayClosed, DayOpened } from '../facts.ts';
import { cashMoved } from './buying.ts';

/** Peru's notes and coins, céntimos. */
export const money = [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10] as const;

/** A day's count as it is typed: pieces by value. */
export interface Counting extends Mending {
  readonly moment: 'opening' | 'close';
  readonly pieces: Readonly<Record<string, string>>;
  readonly note: string;
  /** What the box should have held when it was counted, where that count is said anew. */
  readonly expected?: number | undefined;
}

export const emptyCounting: Counting = { moment: 'close', pieces: {}, note: '', expected: undefined, mends: undefined };

export const piecesOf = (c: Counting, value: number): number => {
  const text = (c.pieces[String(value)] ?? '').trim();
  return /^\d{1,5}$/.test(text) ? Number(text) : 0;
};

export const countedOf = (c: Counting): number => money.reduce((sum, value) => sum + value * piecesOf(c, value), 0);

/** True when something was typed that is no number of pieces. */
export const isMistyped = (c: Counting): boolean =>
  Object.values(c.pieces).some((text) => text.trim() !== '' && !/^\d{1,5}$/.test(text.trim()));

const notesOf = (c: Counting) =>
  money.flatMap((value) => (piecesOf(c, value) > 0 ? [{ value, count: piecesOf(c, value) }] : []));

/** The count as a fact: what was found note by note, and why it differs. */
export function countBody(c: Counting, centre: string, on: string): BodyOf<typeof DayOpened> {
  const note = c.note.trim();
  return { centre, counted: countedOf(c), notes: notesOf(c), ...(note === '' ? {} : { note }), on: dayOf(c, on) };
}

/** A count that came back, as a form again. */
export function countAgain(body: BodyOf<typeof DayClosed>, moment: Counting['moment']): Counting {
  const pieces = Object.fromEntries((body.notes ?? []).map(({ value, count }) => [String(value), String(count)]));
  return { ...emptyCounting, moment, pieces, note: body.note ?? '', expected: body.expected };
}

/** One movement of the cash box that this phone recorded. */
export interface CashLine {
  readonly id: string;
  readonly kind: string;
  readonly amount: number;
  /** What was counted, where it is a count. */
  readonly counted: number | null;
  readonly word: string | null;
  readonly at: string;
  readonly status: Status;
  readonly void: boolean;
}

export function cashLines(
  facts: readonly KeptFact[],
  of: { centre: string; on: string; through: number; voided: ReadonlySet<string> },
): CashLine[] {
  return facts.flatMap((kept): CashLine[] => {
    const { fact } = kept;
    const body = fact.body as { centre?: string; on?: string; counted?: number };
    if (body.centre !== of.centre || body.on !== of.on) return [];
    const amount = cashMoved(fact);
    const counts = fact.kind === DayOpened.kind || fact.kind === DayClosed.kind;
    if (!counts && (amount === 0 || fact.kind === CocoaBought.kind)) return [];
    const word =
      fact.kind === CashTaken.kind
        ? `purchasing.use.${(fact.body as BodyOf<typeof CashTaken>).use}`
        : fact.kind === CashBrought.kind
          ? CashBrought.kind
          : fact.kind;
    return [
      {
        ...{ id: kept.id, kind: fact.kind, amount, word, at: fact.at },
        counted: counts ? (body.counted ?? 0) : null,
        status: statusOf(kept, of.through),
        void: of.voided.has(kept.id),
      },
    ];
  });
}
