import { kilos } from '#kernel/pure/quantity.ts';
import type { Language } from '#kernel/pure/words.ts';
import type { PdfSheet } from '#kernel/server/pdf.ts';
import { dayText, type Say } from './storyPage.ts';

export interface Label {
  readonly code: string;
  readonly state: string | null;
  readonly grams: number;
  readonly centre: string;
  readonly on: string;
  readonly mark: string;
  /** What the QR code says. */
  readonly address: string;
}

/** Labels to an A4 sheet, two columns of four: each 99 × 68 mm, cut along the lines. */
const perSheet = 8;
const [wide, tall] = [262, 186];

/** Labels for the sacks of a lot, or for the doors of a container, numbered `1/20`. */
export function labelSheet(of: Label, copies: number, language: Language, say: Say, at: string): PdfSheet {
  const one = (n: number) => ({
    columns: [
      { qr: of.address, fit: 118, eccLevel: 'M' as const, width: 128 },
      {
        width: '*',
        stack: [
          { text: of.code, bold: true, fontSize: 15 },
          {
            text: of.state === null ? say('lots.shipment') : say(`lots.state.${of.state}`),
            margin: [0, 2, 0, 6] as const,
          },
          { text: `${kilos(of.grams)} kg`, fontSize: 12 },
          { text: of.centre },
          { text: dayText(of.on, language) },
          { text: `${n}/${copies}`, bold: true, fontSize: 20, margin: [0, 8, 0, 0] as const },
          { text: of.mark, style: 'quiet', fontSize: 8 },
        ],
      },
    ],
    columnGap: 8,
    margin: [6, 12, 6, 0] as const,
  });
  const rows = Array.from({ length: Math.ceil(copies / 2) }, (_, i) => [
    one(2 * i + 1),
    2 * i + 2 <= copies ? one(2 * i + 2) : { text: '' },
  ]);
  const pages = Array.from({ length: Math.ceil(copies / perSheet) }, (_, i) => rows.slice(4 * i, 4 * i + 4));
  return {
    title: of.code,
    language,
    at,
    footer: null,
    margins: [30, 40, 30, 20],
    content: pages.map((body, i) => ({
      table: { widths: [wide, wide], heights: tall - 8, body },
      layout: { hLineColor: '#bbbbbb', vLineColor: '#bbbbbb' },
      ...(i > 0 ? { pageBreak: 'before' as const } : {}),
    })) as unknown as PdfSheet['content'],
  };
}
