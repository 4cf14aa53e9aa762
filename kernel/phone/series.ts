import { receiptNumber, seriesOfDevice } from '#kernel/pure/series.ts';
import type { Meta } from './keeping.ts';

const mark = Symbol('numbered');

/** A fact's body that is written when its receipt number is known. */
export interface Numbered<B> {
  readonly [mark]: true;
  readonly book: string;
  readonly write: (receipt: string) => B;
}

/**
 * A body with the next receipt number of this device. The number is taken in the same write that saves the fact, so that
 * there is neither a fact without its number nor a number without its fact, also among tabs and after a power cut.
 * `phone.record(CocoaBought, numbered('A', (receipt) => ({ …, receipt })))`; each capability has a letter of its own.
 */
export function numbered<B>(book: string, write: (receipt: string) => B): Numbered<B> {
  return { [mark]: true, book, write };
}

/** The number that the next fact of this book will get, to be shown before it is saved. */
export function nextReceipt(meta: Meta, book: string): string {
  const series = seriesOf(meta);
  return receiptNumber(series, book, (meta.numbers?.[`${series}${book}`] ?? 0) + 1);
}

/** Takes numbers for the facts of one write; `kept` is what the phone's own book then says. */
export function takingNumbers(meta: Meta): { body: (of: unknown) => unknown; kept: () => Pick<Meta, 'numbers'> } {
  const numbers = { ...meta.numbers };
  const series = seriesOf(meta);
  return {
    body: (of) => {
      if (!isNumbered(of)) return of;
      const count = (numbers[`${series}${of.book}`] ?? 0) + 1;
      numbers[`${series}${of.book}`] = count;
      return of.write(receiptNumber(series, of.book, count));
    },
    kept: () => ({ numbers }),
  };
}

/** The short series that the server gave; a phone that has not met it since counts in the long one of its own id. */
const seriesOf = (meta: Meta): string => meta.series ?? (seriesOfDevice(meta.device).at(-1) as string);

const isNumbered = (body: unknown): body is Numbered<unknown> =>
  typeof body === 'object' && body !== null && mark in body;
