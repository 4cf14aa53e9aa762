/** Without 0, 1, I and O, which a hand-written copy of a receipt would mix up. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const [shortest, longest] = [3, 9];

/**
 * The series that a device may count in, shortest first: the beginning of one text that follows from its id alone. So a
 * restored server gives it the same one again, and two devices have the same text once in 35 million millions.
 */
export function seriesOfDevice(device: string): string[] {
  let bits = BigInt(`0x${device.slice(-12)}`);
  let text = '';
  for (let i = 0; i < longest; i += 1) {
    text += letters[Number(bits & 31n)];
    bits >>= 5n;
  }
  return Array.from({ length: longest - shortest + 1 }, (_, i) => text.slice(0, shortest + i));
}

/** A receipt's number: series, the letter of its book, and the count. `K7QA-000123` */
export function receiptNumber(series: string, book: string, count: number): string {
  return `${series}${book}-${String(count).padStart(6, '0')}`;
}
