import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Command } from '../commands.ts';

/** Lots between programs: events in, events or EPCIS out. */
export const lotsCommand: Command = {
  takes: 'replay EVENTS.ndjson · export [LOT|SHIPMENT]',
  most: 2,
  options: {
    'non-compliant': { takes: 'FILE' },
    as: { takes: 'events|epcis' },
    site: { takes: 'URL' },
    out: { takes: 'FILE' },
  },
  run: async (call) => {
    const [what, named] = call.words;
    if (what === 'replay' && named !== undefined) return (await import('./lotsReplay.ts')).runReplay(named, call);
    if (what === 'export') return (await import('./lotsExport.ts')).runExport(named, call);
    throw new Refused([refuse('cli.missing', { what: lotsCommand.takes })]);
  },
};
