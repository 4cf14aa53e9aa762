import type { Command } from '../commands.ts';

/** Files for the importer in the European Union. Nothing is sent anywhere. */
export const eudrCommand: Command = {
  takes: 'export SHIPMENT --out DIR · export --from FILE --out DIR',
  most: 2,
  options: { out: { takes: 'DIR' }, from: { takes: 'FILE' }, crop: { takes: 'cocoa|coffee' } },
  run: async (call) => (await import('./eudrWork.ts')).runEudr(call, eudrCommand.takes),
};
