import type { Box, MultiPolygonShape, Position } from '#kernel/pure/geo.ts';
import { type Html, html } from '#kernel/server/html.ts';
import { boxOfDistricts, districtsTouching, outlineOfPeru } from '#programme/partners/geography/peru.ts';
import type { StoryDistrict } from '../story.ts';

const width = 640;
const height = 480;
const inset = 92;

/** Puts degrees on paper, a degree of longitude as wide as it is in the middle of the map. */
interface Scale {
  readonly west: number;
  readonly north: number;
  readonly perLon: number;
  readonly perLat: number;
}

/**
 * A map of districts, darker where more of the beans grew, with the country in a corner: drawn by the server as SVG, so
 * that the page needs no script and no tiles. Null when no district may be told.
 */
export function districtMap(districts: readonly StoryDistrict[], title: string): Html | null {
  const box = boxOfDistricts(districts.map(({ code }) => code));
  if (!box) return null;
  const sheet = sheetAround(box);
  const shares = new Map(districts.map((district) => [district.code, district]));
  const most = Math.max(...districts.map(({ share }) => share), 1);
  const grounds = districtsTouching(sheet.shown).map(({ code, shape }) => {
    const told = shares.get(code);
    const path = pathOf(shape, sheet);
    if (!told) return html`<path class="around" d="${path}"/>`;
    const dark = (0.35 + 0.65 * (told.share / most)).toFixed(2);
    return html`<path class="origin" fill-opacity="${dark}" d="${path}"><title>${told.name}</title></path>`;
  });
  const names = namesOn(sheet, districts);
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">${grounds}${names}${country(box)}</svg>`;
}

interface Sheet extends Scale {
  readonly shown: Box;
}

/** The whole of a box with some ground around it, on a sheet of four to three. */
function sheetAround([west, south, east, north]: Box): Sheet {
  const squash = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [middleLon, middleLat] = [(west + east) / 2, (south + north) / 2];
  const tall = Math.max(north - south, ((east - west) * squash * height) / width) * 1.25 + 0.1;
  const wide = (tall * width) / height / squash;
  const shown: Box = [middleLon - wide / 2, middleLat - tall / 2, middleLon + wide / 2, middleLat + tall / 2];
  return { shown, west: shown[0], north: shown[3], perLon: width / wide, perLat: height / tall };
}

/** Names of the largest, where no larger one stands already. */
function namesOn(sheet: Sheet, districts: readonly StoryDistrict[]): Html[] {
  const taken: (readonly [number, number, number])[] = [];
  return districts.flatMap(({ code, name }) => {
    const at = boxOfDistricts([code]);
    if (!at) return [];
    const [x, y] = placed([(at[0] + at[2]) / 2, (at[1] + at[3]) / 2], sheet);
    const half = name.length * 4.4;
    if (taken.some(([tx, ty, wide]) => Math.abs(tx - x) < wide + half && Math.abs(ty - y) < 20)) return [];
    taken.push([x, y, half]);
    return html`<text x="${x}" y="${y}">${name}</text>`;
  });
}

/** Where in Peru that is. */
function country([west, south, east, north]: Box): Html {
  const sheet = { west: -81.6, north: 0.2, perLon: inset / 13.2, perLat: inset / 13.2 };
  const [x, y] = placed([(west + east) / 2, (south + north) / 2], sheet);
  return html`<g class="country" transform="translate(8 8)"><rect x="-2" y="-2" width="${inset - 6}" height="${inset * 1.42}" rx="8"/><path d="${pathOf(outlineOfPeru(), sheet)}"/><circle cx="${x}" cy="${y}" r="5"/></g>`;
}

const placed = ([lon, lat]: Position, { west, north, perLon, perLat }: Scale): [number, number] => [
  Math.round((lon - west) * perLon * 10) / 10,
  Math.round((north - lat) * perLat * 10) / 10,
];

/** Corners that fall within half a step of the one before are left out: nobody could see them. */
function pathOf(shape: MultiPolygonShape, sheet: Scale): string {
  let path = '';
  for (const ring of shape.coordinates.flat()) {
    let [lastX, lastY] = [Number.NaN, Number.NaN];
    let corners = '';
    for (const corner of ring) {
      const [x, y] = placed(corner, sheet);
      if (Math.abs(x - lastX) < 1.2 && Math.abs(y - lastY) < 1.2) continue;
      corners += `${corners === '' ? 'M' : 'L'}${x} ${y}`;
      [lastX, lastY] = [x, y];
    }
    if (corners.includes('L')) path += `${corners}z`;
  }
  return path;
}
