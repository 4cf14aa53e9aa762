import { type PaperRow, paperRows, type Receipt } from './receipt.ts';

const [esc, gs, lf] = [0x1b, 0x1d, 0x0a];

// Windows-1252 where it differs from Latin-1: 0x80 … 0x9f. A space where the page has nothing.
const upper = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Text in the code page WPC1252: ñ and accents as they are; what the page lacks loses its accent, or is a `?`. */
export function encoded(text: string): number[] {
  return [...text.normalize('NFC')].flatMap((letter) => {
    const code = byteOf(letter);
    if (code !== null) return [code];
    return [...letter.normalize('NFD')].filter((part) => !/\p{M}/u.test(part)).map((part) => byteOf(part) ?? 0x3f);
  });
}

function byteOf(letter: string): number | null {
  const point = letter.codePointAt(0) ?? 0;
  if ((point >= 0x20 && point < 0x7f) || (point >= 0xa0 && point <= 0xff)) return point;
  const at = point < 0x80 ? -1 : upper.indexOf(letter);
  return at < 0 ? null : 0x80 + at;
}

export interface Paper {
  /** Characters in a row: 32 on 58 mm, 48 on 80 mm. */
  readonly width: number;
  readonly cut: boolean;
}

/** A receipt as an ESC/POS printer takes it: text in its own letters, and the QR code drawn by the printer. */
export function escpos(receipt: Receipt, paper: Paper): Uint8Array {
  return Uint8Array.from([
    ...begin,
    ...paperRows(receipt, paper.width).flatMap(rowBytes),
    ...align('centre'),
    ...qrBytes(receipt.qr),
    ...end(paper.cut),
  ]);
}

/** Initialise, and the code page with the Spanish letters (ESC t 16). */
const begin = [esc, 0x40, esc, 0x74, 16];
/** Four rows of paper, and the cut where there is a knife. */
const end = (cut: boolean): number[] => [esc, 0x64, 4, ...(cut ? [gs, 0x56, 66, 0] : [])];
const align = (to: PaperRow['align']): number[] => [esc, 0x61, to === 'centre' ? 1 : 0];

function rowBytes(row: PaperRow): number[] {
  return [
    ...align(row.align),
    ...[esc, 0x45, row.bold ? 1 : 0],
    ...[gs, 0x21, row.large ? 0x11 : 0],
    ...encoded(row.text),
    lf,
  ];
}

/** GS ( k: model 2, dots of six, error level M, the text, print. */
function qrBytes(text: string): number[] {
  const data = encoded(text);
  const command = (...of: number[]) => [gs, 0x28, 0x6b, of.length & 0xff, of.length >> 8, ...of];
  return [
    ...command(0x31, 0x41, 0x32, 0),
    ...command(0x31, 0x43, 6),
    ...command(0x31, 0x45, 0x31),
    ...command(0x31, 0x50, 0x30, ...data),
    ...command(0x31, 0x51, 0x30),
  ];
}

/** Pixels as a canvas gives them: four bytes each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** Rows in one command: cheap printers have a small memory. */
const bandRows = 128;

/** A picture for printers that have neither our letters nor QR codes: GS v 0, one bit a dot, in bands. */
export function escposRaster(pixels: Pixels, cut: boolean): Uint8Array {
  const across = Math.ceil(pixels.width / 8);
  const out: number[] = [...begin];
  for (let top = 0; top < pixels.height; top += bandRows) {
    const rows = Math.min(bandRows, pixels.height - top);
    out.push(gs, 0x76, 0x30, 0, across & 0xff, across >> 8, rows & 0xff, rows >> 8);
    for (let y = top; y < top + rows; y += 1)
      for (let byte = 0; byte < across; byte += 1) out.push(eightDots(pixels, byte * 8, y));
  }
  return Uint8Array.from([...out, ...end(cut)]);
}

function eightDots(pixels: Pixels, x: number, y: number): number {
  let bits = 0;
  for (let i = 0; i < 8; i += 1) if (x + i < pixels.width && isDark(pixels, x + i, y)) bits |= 0x80 >> i;
  return bits;
}

function isDark({ data, width }: Pixels, x: number, y: number): boolean {
  const at = (y * width + x) * 4;
  const [r = 255, g = 255, b = 255, a = 255] = [data[at], data[at + 1], data[at + 2], data[at + 3]];
  const light = r * 0.299 + g * 0.587 + b * 0.114;
  return (light * a + 255 * (255 - a)) / 255 < 160;
}
