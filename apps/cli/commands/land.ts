import type { Command } from '../commands.ts';

/** Looks at plots of a file on layers of a file, without any programme or database. */
export const landCommand: Command = {
  takes: 'zonal PLOTS --layer KIND=FILE',
  most: 2,
  options: { layer: { takes: 'KIND=FILE', many: true } },
  run: async (call) => (await import('./landWork.ts')).runLand(call, landCommand.takes),
};
