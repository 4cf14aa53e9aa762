import type { Counted } from '#kernel/server/counting.ts';
import { interestCounted } from './fund/counted.ts';
import { reportCounted } from './indicators/counted.ts';

/** Facts whose figures the server counts itself. */
export const allCounted: readonly Counted[] = [interestCounted, reportCounted];
