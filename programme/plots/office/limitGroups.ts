import { type LimitName, limitsByName } from '../ruleSets.ts';

/** Limits in the order and company in which people look for them. */
export const limitGroups: readonly { readonly group: string; readonly names: readonly LimitName[] }[] = [
  {
    group: 'size',
    names: [
      'tinyM2',
      'largeM2',
      'hugeM2',
      'mismatchWarnPpm',
      'mismatchBlockPpm',
      'pointWarnM2',
      'pointBlockM2',
      'minAreaM2',
      'minCompactnessPpm',
    ],
  },
  {
    group: 'outline',
    names: [
      'closeGapCm',
      'closeGapPpm',
      'manyVertices',
      'spikeTenthsDegree',
      'spikeLegCm',
      'sliverWidthCm',
      'jaggedTenths',
      'lowDecimals',
      'excessDecimals',
      'borderM',
    ],
  },
  { group: 'gps', names: ['accuracyCm', 'poorFixesPpm', 'gapSeconds', 'walkAccuracyCm'] },
  {
    group: 'neighbours',
    names: ['overlapToleranceCm', 'overlapWarnPpm', 'overlapBlockPpm', 'overlapBlockM2', 'duplicatePpm'],
  },
  { group: 'yield', names: ['yieldWarnKgHa', 'yieldBlockKgHa'] },
];

const scales: Readonly<Record<string, number>> = { cm: 100, ppm: 10_000, degrees: 10, times: 10 };

/** Whole units of the fact in one of what people read: metres, per cent, degrees. */
export const scaleOf = (name: LimitName): number =>
  name === 'minCompactnessPpm' ? 1 : (scales[limitsByName[name].unit] ?? 1);

export const shownLimit = (name: LimitName, value: number): number => value / scaleOf(name);
