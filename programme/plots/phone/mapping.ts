import type { PhotoRef } from '#kernel/phone/fileShelf.ts';
import { refsOf } from '#kernel/phone/fileShelf.ts';
import type { Recorded } from '#kernel/phone/phone.ts';
import { filled } from '#kernel/phone/refusalsAt.ts';
import { BoundaryMapped, PlotRegistered } from '#programme/plots/facts.ts';
import { accuracyOf, capturedRing, emptyWalk, packed, type Walk } from '#programme/plots/walking.ts';
import { declaredOf } from './plots.ts';

export type Method = 'walk' | 'corners' | 'tap' | 'point';

/** A plot while it is being mapped: on the disk after every fix, so that a killed page goes on where it stood. */
export interface Mapping {
  readonly person: string;
  /** The plot's id from the first screen on; that of a standing plot when it is mapped anew. */
  readonly plot: string;
  readonly again: boolean;
  readonly step: 'how' | 'draw' | 'facts';
  readonly method: Method;
  readonly walk: Walk;
  readonly name: string;
  readonly crop: string;
  readonly tenure: string;
  readonly plantedYear: string;
  readonly declared: string;
  readonly because: string;
  readonly photos: readonly PhotoRef[];
}

export const mappingKey = 'plots.map';

export const emptyMapping: Mapping = {
  person: '',
  plot: '',
  again: false,
  step: 'how',
  method: 'walk',
  walk: emptyWalk,
  name: '',
  crop: 'cocoa',
  tenure: '',
  plantedYear: '',
  declared: '',
  because: '',
  photos: [],
};

export function plotBody(form: Mapping, on: string): unknown {
  const year = form.plantedYear.trim();
  const plantedYear = /^\d+$/.test(year) ? Number(year) : year;
  const { person, name, crop, tenure } = form;
  const declaredM2 = form.declared.trim() === '' ? '' : (declaredOf(form.declared) ?? form.declared);
  return { ...filled({ person, name: name.trim(), crop, declaredM2, plantedYear, tenure }), on };
}

export function boundaryBody(form: Mapping, on: string): unknown {
  const { walk, method, because, plot } = form;
  return {
    ...filled({ because }),
    plot,
    ring: capturedRing(walk, method),
    method,
    ...(method === 'tap' ? {} : { accuracyCm: accuracyOf(walk), track: packed(walk.raw), gaps: walk.gaps }),
    on,
  };
}

/** What is written down: the plot, unless it stands already, and its boundary with the photos; all or nothing. */
export function mappingFacts(form: Mapping, on: string): Recorded[] {
  const boundary = { kind: BoundaryMapped, body: boundaryBody(form, on), extras: { files: refsOf(form.photos) } };
  if (form.again) return [boundary];
  return [{ kind: PlotRegistered, body: plotBody(form, on), extras: { id: form.plot } }, boundary];
}
