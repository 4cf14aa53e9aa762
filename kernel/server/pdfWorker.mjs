import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

// Runs beside the server and writes one PDF: a long table takes the better part of a second, and nobody waits for it.
const require = createRequire(import.meta.url);
const pdfmake = require('pdfmake');
const fonts = join(dirname(require.resolve('pdfmake/package.json')), 'fonts', 'Roboto');
const { definition, footer, page } = workerData;

pdfmake.setFonts({
  Roboto: {
    normal: join(fonts, 'Roboto-Regular.ttf'),
    bold: join(fonts, 'Roboto-Medium.ttf'),
    italics: join(fonts, 'Roboto-Italic.ttf'),
    bolditalics: join(fonts, 'Roboto-MediumItalic.ttf'),
  },
});
// What a document holds comes in as bytes: it names no address, and no file but the fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts + sep));

const numbered = (current, pages) => ({
  margin: [40, 12, 40, 0],
  columns: [
    { text: footer, fontSize: 8, color: '#5b5b5b' },
    {
      text: page.replace('{page}', String(current)).replace('{pages}', String(pages)),
      width: 'auto',
      fontSize: 8,
      color: '#5b5b5b',
    },
  ],
});

const bytes = await pdfmake.createPdf({ ...definition, ...(footer === null ? {} : { footer: numbered }) }).getBuffer();
parentPort.postMessage(new Uint8Array(bytes));
