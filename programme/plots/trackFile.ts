import type { Position } from '#kernel/pure/geo.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { troubleInJson } from '#kernel/server/jsonGuard.ts';
import type { Fix } from '#programme/plots/track.ts';

/** Reads the fixes of a walk: our JSON (`fixes_columns`, `fixes`) or GPX. Refused when it holds none. */
export function readFixes(bytes: Uint8Array): Fix[] {
  const text = new TextDecoder('utf-8')
    .decode(bytes)
    .replace(/^\uFEFF/, '')
    .trimStart();
  const fixes = text.startsWith('<') ? fromGpx(text) : fromJson(bytes, text);
  if (fixes.length === 0) throw new Refused([refuse('geo.no-fixes')]);
  return fixes;
}

function fromJson(bytes: Uint8Array, text: string): Fix[] {
  const trouble = troubleInJson(bytes);
  if (trouble) throw new Refused([trouble]);
  const file = parsed(text);
  const columns = file['fixes_columns'] ?? ['t_s', 'lon', 'lat', 'accuracy_m'];
  const rows = file['fixes'];
  if (!Array.isArray(columns) || !Array.isArray(rows)) throw new Refused([refuse('geo.no-fixes')]);
  const [t, lon, lat, accuracy] = ['t_s', 'lon', 'lat', 'accuracy_m'].map((name) => columns.indexOf(name)) as [
    number,
    number,
    number,
    number,
  ];
  if (lon < 0 || lat < 0) throw new Refused([refuse('geo.no-fixes')]);
  return rows.map((row, i) => {
    const cell = (at: number): unknown => (Array.isArray(row) && at >= 0 ? row[at] : undefined);
    return fixOf(t < 0 ? i : cell(t), cell(lon), cell(lat), cell(accuracy), i + 1);
  });
}

function fixOf(t: unknown, lon: unknown, lat: unknown, accuracy: unknown, line: number): Fix {
  const good = [t, lon, lat].every((x) => typeof x === 'number' && Number.isFinite(x));
  if (!good || Math.abs(lon as number) > 180 || Math.abs(lat as number) > 90)
    throw new Refused([refuse('geo.bad-fix', { line })]);
  const accuracyM = typeof accuracy === 'number' && Number.isFinite(accuracy) ? Math.abs(accuracy) : null;
  return { t: t as number, at: [lon as number, lat as number] as Position, accuracyM };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file === 'object' && file !== null && !Array.isArray(file)) return file as Record<string, unknown>;
  } catch {
    // Told below, like anything else that is no walk.
  }
  throw new Refused([refuse('geo.unreadable')]);
}

/** Track points, else route points, of a GPX file; `hdop` × 5 m where the receiver says no accuracy. */
function fromGpx(text: string): Fix[] {
  if (!/<gpx[\s>]/i.test(text)) throw new Refused([refuse('geo.unreadable')]);
  for (const element of ['trkpt', 'rtept', 'wpt']) {
    const points = [...text.matchAll(new RegExp(`<${element}\\b([^>]*?)(?:/>|>([\\s\\S]*?)</${element}>)`, 'g'))];
    if (points.length === 0) continue;
    const begun = Date.parse(inside(points[0]?.[2], 'time') ?? '');
    return points.map(([, attributes = '', body], i) => {
      const lon = Number(attribute(attributes, 'lon') ?? Number.NaN);
      const lat = Number(attribute(attributes, 'lat') ?? Number.NaN);
      const when = Date.parse(inside(body, 'time') ?? '');
      const accuracy = inside(body, 'accuracy');
      const hdop = inside(body, 'hdop');
      const accuracyM = accuracy !== undefined ? Number(accuracy) : hdop === undefined ? undefined : Number(hdop) * 5;
      return fixOf(Number.isNaN(when) || Number.isNaN(begun) ? i : (when - begun) / 1000, lon, lat, accuracyM, i + 1);
    });
  }
  return [];
}

const attribute = (text: string, name: string): string | undefined =>
  new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(text)?.[1];
const inside = (body: string | undefined, name: string): string | undefined =>
  new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(body ?? '')?.[1]?.trim();
