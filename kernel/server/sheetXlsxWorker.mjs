import { parentPort, workerData } from 'node:worker_threads';
import readXlsxFile from 'read-excel-file/node';

// Plain JavaScript, so that it starts without a loader. Runs apart from the server, with a bound on memory and time (sheetXlsx.ts).

/** A spreadsheet keeps 15 digits: 45.300000000000004 in the file is 45.3 on the screen. */
function exact(raw) {
  const number = Number(raw);
  if (!Number.isFinite(number) || (Number.isInteger(number) && /^\d+$/.test(raw))) return raw;
  return String(Number(number.toPrecision(15)));
}

function asText(value) {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return '';
  const iso = value.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

const { bytes, most } = workerData;
const sheets = await readXlsxFile(Buffer.from(bytes), { parseNumber: exact }).catch(() => null);
const data = sheets?.find((sheet) => sheet.data.length > 0)?.data ?? [];
parentPort?.postMessage(
  sheets === null
    ? { unreadable: true }
    : { rows: data.length, lines: data.slice(0, most).map((row) => row.map(asText)) },
);
