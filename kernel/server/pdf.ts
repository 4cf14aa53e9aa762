import { Worker } from 'node:worker_threads';
import type { Content, PageSize, StyleDictionary } from 'pdfmake/interfaces.js';
import { impossible } from '#kernel/pure/refusal.ts';
import type { Language } from '#kernel/pure/words.ts';

/** One PDF to be written. It is plain data: it goes to a thread of its own, so it holds no functions. */
export interface PdfSheet {
  /** Stands in the window's title and in the file. */
  readonly title: string;
  readonly language: Language;
  /** Paragraphs, tables, columns, `{ qr }`, `{ svg }` and pictures as data URLs, in pdfmake's words. */
  readonly content: Content;
  /** ISO instant that the file says it was made at: the same sheet gives the same bytes. */
  readonly at: string;
  /** Left in the foot of every page, with the page's number on the right. None when null: a label has no foot. */
  readonly footer: string | null;
  /** A4 unless a label says otherwise. */
  readonly size?: PageSize;
  readonly landscape?: boolean;
  /** Left, top, right, bottom in points. */
  readonly margins?: readonly [number, number, number, number];
  readonly styles?: StyleDictionary;
}

/** Longest that one document may take. */
const patience = 60_000;
const pageWords = { es: 'Página {page} de {pages}', en: 'Page {page} of {pages}' } as const;

/** Headings and cells that all our documents share. */
const houseStyles: StyleDictionary = {
  title: { fontSize: 16, bold: true, color: '#1f3d2b', margin: [0, 0, 0, 4] },
  heading: { fontSize: 12, bold: true, color: '#1f3d2b', margin: [0, 12, 0, 4] },
  quiet: { color: '#5b5b5b' },
  head: { bold: true, fillColor: '#e8efe9' },
};

/** Writes a PDF beside the server. Fonts are the ones of the npm package; nothing is fetched and no other file is read. */
export function makePdf(of: PdfSheet): Promise<Uint8Array> {
  const at = new Date(of.at);
  const definition = {
    content: of.content,
    pageSize: of.size ?? 'A4',
    pageOrientation: of.landscape ? 'landscape' : 'portrait',
    pageMargins: of.margins ?? [40, 40, 40, 44],
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
    styles: { ...houseStyles, ...of.styles },
    language: of.language === 'es' ? 'es-PE' : 'en',
    info: { title: of.title, producer: 'Minka', creator: 'Minka', creationDate: at, modDate: at },
    version: '1.7',
    displayTitle: true,
  };
  const worker = new Worker(new URL('./pdfWorker.mjs', import.meta.url), {
    workerData: { definition, footer: of.footer, page: pageWords[of.language] },
    execArgv: [],
  });
  return new Promise<Uint8Array>((resolve, reject) => {
    const impatient = setTimeout(() => reject(new Error(`pdf "${of.title}": took too long`)), patience);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(impatient);
      reject(new Error(`pdf "${of.title}": ended without a document`));
    });
  }).finally(() => worker.terminate());
}

/** Head and rows of a table that breaks over pages with its head repeated; `widths` as pdfmake takes them. */
export function pdfTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  widths: readonly (string | number)[],
): Content {
  if (head.length !== widths.length) impossible(`a table of ${head.length} columns with ${widths.length} widths`);
  const cells = rows.map((row) =>
    row.map((cell) =>
      typeof cell === 'number' ? { text: String(cell), alignment: 'right' as const } : { text: cell },
    ),
  );
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [...widths],
      body: [head.map((text) => ({ text, style: 'head' })), ...cells],
    },
  };
}
