import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

type Cell = string | number | boolean | null;

/**
 * A spreadsheet file (XLSX) of one sheet with bold headings, made as its rows come. Nothing of it is kept: the whole in memory
 * took 600 MB for 100,000 rows.
 */
export async function* spreadsheet(headings: readonly string[], rows: AsyncIterable<readonly Cell[][]>) {
  const zip = new Zip();
  for (const [name, text] of frame) yield* zip.file(name, [text]);
  yield* zip.file('xl/worksheets/sheet1.xml', sheet(headings, rows));
  yield zip.end();
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const frame: readonly (readonly [string, string])[] = [
  [
    '[Content_Types].xml',
    `${xml}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${xml}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${xml}<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${xml}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `${xml}<styleSheet xmlns="${office}/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
  ],
];

async function* sheet(headings: readonly string[], rows: AsyncIterable<readonly Cell[][]>) {
  const letters = headings.map((_, i) => lettersOf(i));
  let number = 1;
  const line = (cells: readonly Cell[], style = '') => {
    const out = cells.map((value, i) => cellXml(`${letters[i]}${number}`, value, style)).join('');
    number += 1;
    return `<row>${out}</row>`;
  };
  yield `${xml}<worksheet xmlns="${office}/spreadsheetml/2006/main"><sheetData>${line(headings, ' s="1"')}`;
  for await (const some of rows) yield some.map((cells) => line(cells)).join('');
  yield '</sheetData></worksheet>';
}

function cellXml(at: string, value: Cell, style: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

/** Columns by letters: A to Z, AA and so on. */
function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: because XML cannot hold them, and a person's text may
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return text.replace(unfit, '').replace(/[&<>\r]/g, (mark) => marks[mark] as string);
}

/** The files of a ZIP one after the other; sizes follow the data, because nobody knows them before. */
class Zip {
  private readonly directory: Buffer[] = [];
  private at = 0;

  async *file(name: string, texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
    const named = Buffer.from(name);
    const start = this.at;
    let [sum, size, packed] = [0, 0, 0];
    const counted = async function* () {
      for await (const text of texts) {
        const bytes = Buffer.from(text);
        sum = crc32(bytes, sum);
        size += bytes.length;
        yield bytes;
      }
    };
    yield this.passed(
      Buffer.concat([numbers([4, 0x04034b50], ...about, [4, 0], [4, 0], [4, 0]), nameSize(named), named]),
    );
    const deflate = createDeflateRaw({ level: 4 });
    // A fault on either side ends the other; it is thrown where the packed bytes are read.
    pipeline(Readable.from(counted()), deflate, () => undefined);
    for await (const part of deflate as AsyncIterable<Buffer>) {
      packed += part.length;
      yield this.passed(part);
    }
    const sizes = [
      [4, sum],
      [4, packed],
      [4, size],
    ] as const;
    yield this.passed(numbers([4, 0x08074b50], ...sizes));
    const place = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, start]);
    this.directory.push(
      Buffer.concat([numbers([4, 0x02014b50], [2, 20], ...about, ...sizes), nameSize(named), place, named]),
    );
  }

  /** The list of files, which readers look at first. */
  end(): Buffer {
    const list = Buffer.concat(this.directory);
    const count = this.directory.length;
    return Buffer.concat([
      list,
      numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, this.at], [2, 0]),
    ]);
  }

  private passed(bytes: Buffer): Buffer {
    this.at += bytes.length;
    return bytes;
  }
}

/** Version 2.0; sizes after the data, names in UTF-8; deflated; made on 1 January 1980, as files without a day are. */
const about: readonly (readonly [number, number])[] = [
  [2, 20],
  [2, 0x0808],
  [2, 8],
  [2, 0],
  [2, 0x21],
];

/** The length of a name, and that nothing more follows it. */
const nameSize = (name: Buffer): Buffer => numbers([2, name.length], [2, 0]);

/** Numbers of two or four bytes, least byte first. */
function numbers(...parts: readonly (readonly [number, number])[]): Buffer {
  const out = Buffer.alloc(parts.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of parts) at = out.writeUIntLE(value, at, size);
  return out;
}
