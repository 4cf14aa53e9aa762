import { expect, test } from 'vitest';
import { measureRing, type Position } from '#kernel/pure/geo.ts';
import { openGeos } from '#kernel/server/geos.ts';
import { plausible } from '#programme/plots/plausible.ts';
import { type Fix, readTrack } from '#programme/plots/track.ts';
import { readFixes } from '#programme/plots/trackFile.ts';

const at = (x: number, y: number): Position => [-74.64 + x / 109_180, -11.25 + y / 110_610];

/** A walk around a square of so many metres at 1.2 m a second. */
function walk(side: number): Fix[] {
  const corners = [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
    [0, 0],
  ] as const;
  const fixes: Fix[] = [];
  for (let c = 0; c < 4; c += 1) {
    const [[ax, ay], [bx, by]] = [corners[c] as readonly [number, number], corners[c + 1] as readonly [number, number]];
    for (let s = 0; s < side; s += 1.2)
      fixes.push({ t: fixes.length, at: at(ax + ((bx - ax) * s) / side, ay + ((by - ay) * s) / side), accuracyM: 5 });
  }
  return fixes;
}
const codes = (fixes: readonly Fix[]) => readTrack(fixes).findings.map((f) => f.code);

test('a clean walk becomes four corners and its area', () => {
  const { ring, areaM2, findings } = readTrack(walk(100));
  expect(ring.length).toBeLessThan(8);
  expect(Math.abs(areaM2 - 10_000)).toBeLessThan(60);
  expect(findings.map((f) => f.code)).toEqual(['RING_NOT_CLOSED', 'AUTO_CLOSED']);
});

test('a jump, a poor fix and a long rest do not move the boundary; a gap is told', () => {
  const fixes = walk(100).flatMap((fix, i): Fix[] => {
    if (i === 50) return [{ ...fix, at: [-74.65, -11.26] }];
    if (i === 120) return [{ ...fix, at: at(140, 90), accuracyM: 60 }];
    if (i !== 200) return [i > 200 ? { ...fix, t: fix.t + 190 } : fix];
    return Array.from({ length: 100 }, (_, k) => ({
      ...fix,
      t: fix.t + k,
      at: [fix.at[0] + Math.sin(k) * 4e-5, fix.at[1] + Math.cos(k) * 4e-5],
    }));
  });
  const { areaM2, findings } = readTrack(fixes);
  expect(Math.abs(areaM2 - 10_000)).toBeLessThan(150);
  expect(findings.find((f) => f.code === 'TIME_GAP')?.detail['seconds']).toBe(92);
});

test('many poor fixes and a walk that was not finished are told', () => {
  expect(codes(walk(100).map((fix, i) => (i % 3 === 0 ? { ...fix, accuracyM: 30 } : fix)))).toContain('LOW_ACCURACY');
  expect(codes(walk(100).slice(0, 230))).toEqual(['RING_NOT_CLOSED', 'CLOSING_GAP']);
  expect(codes([])).toEqual(['TOO_FEW_POINTS']);
});

test('a simplified walk moves no area beyond half a percent, and stays valid when the path crossed itself', async () => {
  const geos = await openGeos();
  const noisy = walk(150).map(
    (fix, i): Fix => ({ ...fix, at: [fix.at[0] + Math.sin(i * 1.7) * 1e-5, fix.at[1] + Math.cos(i * 2.3) * 1e-5] }),
  );
  const { ring, areaM2 } = readTrack(noisy, { mend: geos.mended });
  expect(geos.invalid({ type: 'Polygon', coordinates: [ring] })).toBeNull();
  expect(Math.abs(areaM2 - measureRing([...noisy.map((f) => f.at), (noisy[0] as Fix).at]).areaM2)).toBeLessThan(
    areaM2 * 0.01,
  );
  expect(ring.length).toBeLessThan(noisy.length / 2);
});

test('reads fixes of our own kind and of GPX', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(readFixes(bytes('{"fixes_columns":["lon","lat","t_s"],"fixes":[[-74,-11,3]]}'))).toEqual([
    { t: 3, at: [-74, -11], accuracyM: null },
  ]);
  const gpx =
    '<gpx><trk><trkseg><trkpt lat="-11" lon="-74"><time>2026-01-01T00:00:00Z</time></trkpt><trkpt lon="-74.1" lat="-11"><time>2026-01-01T00:00:09Z</time><hdop>2</hdop></trkpt></trkseg></trk></gpx>';
  expect(readFixes(bytes(gpx)).map(({ t, accuracyM }) => [t, accuracyM])).toEqual([
    [0, null],
    [9, 10],
  ]);
  for (const broken of ['', '{', '<kml/>', '{"fixes":[]}', '{"fixes":[[1,2,"x"]]}', '{"fixes":[[0,-740,-11]]}'])
    expect(() => readFixes(bytes(broken))).toThrow(
      expect.objectContaining({ refusals: [expect.objectContaining({ code: expect.stringMatching(/^geo\./) })] }),
    );
});

test('what can have grown where she says', () => {
  const codesOf = (input: Record<string, unknown>) => plausible(input).map((f) => `${f.code} ${f.level}`);
  expect(codesOf({ crop: 'cocoa', area_ha: 2, declared_ha: 2.1, delivered_dry_kg_12m: 1_800 })).toEqual([]);
  expect(codesOf({ plots: [{ area_ha: 0.5 }, 0.5], delivered_dry_kg_12m: 2_400 })).toEqual(['YIELD_HIGH warn']);
  expect(codesOf({ area_ha: 1, delivered_dry_kg_12m: 3_600 })).toEqual(['YIELD_IMPOSSIBLE block']);
  expect(codesOf({ area_ha: 0, delivered_dry_kg_12m: 10 })).toEqual(['AREA_TINY warn', 'YIELD_IMPOSSIBLE block']);
  expect(codesOf({ declared_ha: 'dos' })).toEqual(['AREA_NOT_NUMBER warn', 'AREA_MISSING warn']);
});
