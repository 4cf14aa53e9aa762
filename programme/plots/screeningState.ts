import type { Refusal } from '#kernel/pure/refusal.ts';

/** How a programme's screening stands. */
export interface ScreeningState {
  readonly running: boolean;
  readonly done: number;
  readonly of: number;
  /** Verdicts written by the run. */
  readonly recorded: number;
  /** Boundaries without ground of their own. */
  readonly unusable: number;
  /** Plots that no layer of forest reaches. */
  readonly beyond: number;
  readonly ended: string | null;
  readonly refusals: readonly Refusal[];
}

/** What a file is, for the fact that brings it in as a layer. */
export interface LayerFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly cells: number;
}
