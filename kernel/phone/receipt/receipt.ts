import type { Language } from '#kernel/pure/words.ts';

/** One line of a receipt: a label and, at the right, what it comes to. */
export interface ReceiptLine {
  readonly label: string;
  readonly amount?: string;
  readonly bold?: boolean;
}

/** What a receipt says, the same on the screen, in the picture and on paper. All text is ready in its language. */
export interface Receipt {
  readonly title: string;
  /** Under the title: who buys or sells, and where. */
  readonly under: readonly string[];
  readonly number: string;
  /** Parts, with a rule between them. */
  readonly parts: readonly (readonly ReceiptLine[])[];
  /** Below: who wrote it, what to do when something is wrong. */
  readonly foot: readonly string[];
  /** What the QR code says. Never a name or a document. */
  readonly qr: string;
  /** Taken back: it is printed ANULADO and keeps its number. */
  readonly void: boolean;
  readonly language: Language;
}

/** One row of a printer's paper. */
export interface PaperRow {
  readonly text: string;
  readonly align: 'left' | 'centre';
  readonly bold: boolean;
  readonly large: boolean;
}

const voidWord: Readonly<Record<Language, string>> = { es: 'ANULADO', en: 'VOID' };
export const voidMark = (receipt: Receipt): string | null => (receipt.void ? voidWord[receipt.language] : null);

/** The receipt in rows of so many characters (32 on 58 mm paper, 48 on 80 mm); the QR code follows them. */
export function paperRows(receipt: Receipt, width: number): PaperRow[] {
  const centred = (text: string, of: Partial<PaperRow> = {}): PaperRow[] =>
    wrapped(text, of.large ? width >> 1 : width).map((row) => paperRow(row, { ...of, align: 'centre' }));
  const mark = voidMark(receipt);
  const marks = mark === null ? [] : centred(`*** ${mark} ***`, { bold: true, large: true });
  const rule = paperRow('-'.repeat(width), {});
  return [
    ...centred(receipt.title, { bold: true, large: true }),
    ...receipt.under.flatMap((text) => centred(text)),
    ...centred(receipt.number, { bold: true, large: true }),
    ...marks,
    ...receipt.parts.flatMap((lines) => [
      rule,
      ...lines.flatMap((line) => columns(line, width).map((text) => paperRow(text, { bold: line.bold ?? false }))),
    ]),
    rule,
    ...marks,
    ...receipt.foot.flatMap((text) => centred(text)),
  ];
}

const paperRow = (text: string, of: Partial<PaperRow>): PaperRow => ({
  text,
  align: of.align ?? 'left',
  bold: of.bold ?? false,
  large: of.large ?? false,
});

/** Label at the left, amount at the right; an amount that does not fit beside its label stands in a row of its own. */
function columns({ label, amount }: ReceiptLine, width: number): string[] {
  if (amount === undefined) return wrapped(label, width);
  const rows = wrapped(label, width);
  const last = rows.at(-1) ?? '';
  const room = width - [...last].length - 1;
  if ([...amount].length <= room) return [...rows.slice(0, -1), last + amount.padStart(width - [...last].length)];
  return [...rows, ...wrapped(amount, width).map((text) => text.padStart(width))];
}

/** Words in rows of at most `width` characters; a word that is longer is cut. */
export function wrapped(text: string, width: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    let rest = word;
    if (row !== '' && row.length + 1 + rest.length <= width) {
      row += ` ${rest}`;
      continue;
    }
    if (row !== '') rows.push(row);
    while (rest.length > width) {
      rows.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    row = rest;
  }
  return row === '' && rows.length > 0 ? rows : [...rows, row];
}
