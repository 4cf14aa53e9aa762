import { qrSquares } from '#kernel/kit/qrSquares.ts';
import type { Pixels } from './escpos.ts';
import { type PaperRow, paperRows, type Receipt } from './receipt.ts';

/** Dots across: what a 58 mm printer has, and twice that for a picture that is sent. */
const paperDots = 384;
const letters = 32;
const rowHeight = 30;
const qrDots = 240;
const font = (row: PaperRow): string =>
  `${row.bold ? '700 ' : ''}${row.large ? 40 : 20}px "DejaVu Sans Mono", "Roboto Mono", "Noto Sans Mono", monospace`;

function drawn(receipt: Receipt, scale: number, margin: number): HTMLCanvasElement {
  const rows = paperRows(receipt, letters);
  const height = rows.reduce((sum, row) => sum + (row.large ? 2 : 1) * rowHeight, 0) + qrDots + 2 * rowHeight;
  const canvas = document.createElement('canvas');
  canvas.width = (paperDots + 2 * margin) * scale;
  canvas.height = (height + 2 * margin) * scale;
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('no canvas');
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.scale(scale, scale);
  ink.translate(margin, margin);
  ink.fillStyle = '#000';
  ink.textBaseline = 'middle';
  let y = 0;
  for (const row of rows) {
    const high = (row.large ? 2 : 1) * rowHeight;
    write(ink, row, y + high / 2);
    y += high;
  }
  const { size, path } = qrSquares(receipt.qr);
  ink.translate((paperDots - qrDots) / 2, y + rowHeight / 2);
  ink.scale(qrDots / size, qrDots / size);
  ink.fill(new Path2D(path));
  return canvas;
}

/** Every letter has its own place, whatever letters the phone has: amounts stand below each other as on paper. */
function write(ink: CanvasRenderingContext2D, row: PaperRow, y: number): void {
  ink.font = font(row);
  ink.textAlign = 'center';
  const step = (paperDots / letters) * (row.large ? 2 : 1);
  const signs = [...row.text];
  const start = row.align === 'centre' ? (paperDots - signs.length * step) / 2 : 0;
  for (const [i, sign] of signs.entries()) ink.fillText(sign, start + (i + 0.5) * step, y, step * 1.1);
}

/** The receipt as a picture to send, ready before the tap: a share must follow the tap at once. */
export async function receiptPicture(receipt: Receipt): Promise<File> {
  const canvas = drawn(receipt, 2, 24);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('no picture');
  return new File([blob], `${receipt.number}.png`, { type: 'image/png' });
}

/** The receipt as dots for a printer that takes pictures only. */
export function receiptPixels(receipt: Receipt): Pixels {
  const canvas = drawn(receipt, 1, 0);
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('no canvas');
  return ink.getImageData(0, 0, canvas.width, canvas.height);
}
