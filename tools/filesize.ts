import type { Finding, Source } from './sources.ts';

const longest = 400;
const usual = 250;

/** No file of code is longer than 400 lines; the remark tells the median and the 95th percentile (should be under 250). */
export function filesize(files: readonly Source[]): Finding {
  const sizes = files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.lines ?? 0;
  const warning = at(0.95) > usual ? ` (above ${usual}: split the long ones)` : '';
  return {
    complaints: sizes.filter((s) => s.lines > longest).map((s) => `${s.path}: ${s.lines} lines, at most ${longest}`),
    remark: `${sizes.length} files, median ${at(0.5)}, 95th percentile ${at(0.95)}${warning}`,
  };
}
