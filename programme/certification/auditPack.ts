import { strToU8, zipSync } from 'fflate';
import type { Language } from '#kernel/pure/words.ts';
import { makePdf, type PdfSheet, pdfTable } from '#kernel/server/pdf.ts';
import type { Asker, Reader } from '#kernel/server/question.ts';
import { spreadsheet } from '#kernel/server/spreadsheet.ts';
import {
  type About,
  type Cell,
  changesOf,
  decisionsOf,
  findingsOf,
  inspectionsOf,
  type PackTable,
  sampleOf,
  summaryOf,
  tableOf,
} from './auditTables.ts';
import { certificate } from './certificateQuery.ts';
import { listed, members } from './listings.ts';
import { packNames, type Say } from './packNames.ts';

/**
 * What an auditor asks for on the first day: the approved list, who was drawn, inspections, non-conformities, decisions, and what
 * changed since the last audit, each as a spreadsheet; the list and the sample also as PDF, to be signed; and a page that says how each
 * was made.
 */
export async function auditPack(
  db: Reader,
  asker: Asker,
  of: { readonly certificate: string; readonly language: Language; readonly say: Say; readonly at: string },
): Promise<{ readonly name: string; readonly zip: Uint8Array }> {
  const { say, language, at } = of;
  const about = await certificate.answer(db, { certificate: of.certificate }, asker);
  const names = packNames(say);
  const list = await tableOf(db, names.list, listed, { certificate: of.certificate }, asker, say);
  const sheets = [
    summaryOf(about, names, say),
    list,
    await sampleOf(db, asker, about.id, names, say),
    await tableOf(db, names.members, members, { scheme: about.scheme }, asker, say),
    await inspectionsOf(db, asker, about, names, say),
    await findingsOf(db, asker, about, names, say),
    await decisionsOf(db, asker, about, names, say),
    await changesOf(db, asker, about, names, say),
  ];
  const head = { title: `${names.list.title} · ${about.number}`, language, at };
  const footer = say('certification.pack.footer', { number: about.number, day: at.slice(0, 10) });
  const chosen = ['name', 'code', 'zone', 'community', 'm2', 'estimated', 'used', 'remaining'];
  const [listPdf, samplePdf, books] = await Promise.all([
    makePdf({ ...head, footer, landscape: true, content: listContent(about, list, chosen, say) }),
    makePdf({ ...head, title: names.sample.title, footer, content: sampleContent(about, sheets[2] as PackTable, say) }),
    Promise.all(sheets.map(asSpreadsheet)),
  ]);
  const files = {
    [`${names.list.file}.pdf`]: listPdf,
    [`${names.sample.file}.pdf`]: samplePdf,
    ...Object.fromEntries(sheets.map((sheet, i) => [`${i + 1}-${sheet.file}.xlsx`, books[i] as Uint8Array])),
    [`${names.read}.txt`]: strToU8(readMe(about, sheets, say)),
  };
  const when = new Date(at);
  const zip = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, [bytes, { mtime: when }]])),
  );
  return { name: `${names.zip}-${about.number}.zip`.replace(/[^\w.-]+/g, '_'), zip };
}

/** A text that a spreadsheet would run as a formula is shown as text (OWASP: CSV injection). */
const safe = (cell: Cell): Cell => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

async function asSpreadsheet({ head, rows }: PackTable): Promise<Uint8Array> {
  async function* pages() {
    yield rows.map((row) => row.map(safe));
  }
  const parts: Uint8Array[] = [];
  for await (const part of spreadsheet(head, pages())) parts.push(part);
  return Buffer.concat(parts);
}

const top = (of: About, title: string, say: Say) => [
  { text: title, style: 'title' },
  {
    text: `${of.number} · ${of.scheme_name} (${of.edition}) · ${of.holder_name ?? ''} · ${say('certification.pack.harvest', { year: of.harvest })}`,
    style: 'quiet',
    margin: [0, 0, 0, 8],
  },
];

const signatures = (say: Say) => ({
  margin: [0, 48, 0, 0],
  columns: ['ics', 'committee', 'auditor'].map((who) => ({
    text: `______________________\n${say(`certification.pack.sign.${who}`)}`,
    alignment: 'center',
  })),
});

const whole = new Intl.NumberFormat('es-PE', { maximumFractionDigits: 2 });

function listContent(
  of: About,
  list: PackTable & { readonly columns: readonly string[] },
  chosen: readonly string[],
  say: Say,
): PdfSheet['content'] {
  const at = chosen.map((name) => list.columns.indexOf(name));
  const off = list.columns.indexOf('stopped_on');
  const standing = list.rows.filter((row) => row[off] === null);
  const body = standing.map((row, i) => [
    String(i + 1),
    ...at.map((column) => {
      const cell = row[column] ?? '';
      return typeof cell === 'number' ? { text: whole.format(cell), alignment: 'right' } : String(cell);
    }),
  ]);
  const head = ['', ...at.map((column) => list.head[column] ?? '')];
  return [
    ...top(of, say('certification.listed'), say),
    {
      text: say('certification.pack.list.about', {
        n: standing.length,
        version: of.version,
        kg: whole.format(of.volumes.estimated / 1000),
      }),
      margin: [0, 0, 0, 8],
    },
    {
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: [22, '*', 62, 90, 90, 48, 66, 66, 66],
        body: [head.map((text) => ({ text, style: 'head' })), ...body],
      },
    },
    signatures(say),
  ] as unknown as PdfSheet['content'];
}

function sampleContent(of: About, sample: PackTable, say: Say): PdfSheet['content'] {
  const rows = sample.rows.map((row) => row.map((cell) => String(cell ?? '')));
  return [
    ...top(of, sample.name, say),
    { text: say('certification.pack.sample.about', { size: of.sampleSize }), margin: [0, 0, 0, 8] },
    pdfTable(sample.head, rows, [62, 50, 42, '*', 50, 70, 70, 50]),
    signatures(say),
  ] as unknown as PdfSheet['content'];
}

function readMe(of: About, sheets: readonly PackTable[], say: Say): string {
  const lines = [
    `${of.number} · ${of.scheme_name}`,
    say('certification.pack.readme'),
    '',
    ...sheets.map((sheet) => `${sheet.name}: ${say('certification.pack.lines', { n: sheet.rows.length })}`),
  ];
  return `${lines.join('\r\n')}\r\n`;
}
