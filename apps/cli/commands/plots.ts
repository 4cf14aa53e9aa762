import type { Command } from '../commands.ts';

/** Judges boundaries that are in a file, without any programme or database: for auditors, buyers and other tools. */
export const plotsCommand: Command = {
  takes: 'check FILE · track FILE · plausible',
  most: 2,
  options: { policy: { takes: 'FILE' }, accuracy: { takes: 'M' } },
  // GEOS and the readers of maps are loaded when they are needed, not before every `minka help`.
  run: async (call) => (await import('./plotsWork.ts')).runPlots(call, plotsCommand.takes),
};
