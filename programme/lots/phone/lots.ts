import type { lotStates } from '../facts.ts';

/** A lot with something left, as the phone holds it. */
export interface LotDoc {
  readonly id: string;
  readonly code: string;
  readonly centre: string;
  readonly state: (typeof lotStates)[number];
  readonly balance: number;
  readonly moisture: number | null;
  readonly certified: boolean;
  readonly on: string;
  /** On its way to another centre. */
  readonly away: boolean;
}
