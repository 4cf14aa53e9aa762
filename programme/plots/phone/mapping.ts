import type { PhotoRef } from '#kernel/phone/fileShelf.ts';
import { refsOf } from '#kernel/phone/fileShelf.ts';
import { correcting, dayOf, type Mending, photosOf } from '#kernel/phone/mending.ts';
import type { Recorded } from '#kernel/phone/phone.ts';
import { filled } from '#kernel/phone/refusalsAt.ts';
import type { BodyOf, FileRef } from '#kernel/pure/fact.ts';
import { BoundaryMapped, PlotRegistered } from '#programme/plots/facts.ts';
import { accuracyOf, capturedRing, emptyWalk, packed, type Walk } from '#programme/plots/walking.ts';
import { declaredOf } from './plots.ts';

export type Method = 'walk' | 'corners' | 'tap' | 'point';

/** A plot while it is being mapped: on the disk after every fix, so that a killed page goes on where it stood. */
export interface Mapping extends Mending {
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
  mends: undefined,
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
export function mappingFacts(form: Mapping, today: string): Recorded[] {
  const on = dayOf(form, today);
  const extras = { files: refsOf(form.photos), ...(form.again ? correcting(form) : {}) };
  const boundary = { kind: BoundaryMapped, body: boundaryBody(form, on), extras };
  if (form.again) return [boundary];
  return [{ kind: PlotRegistered, body: plotBody(form, on), extras: { id: form.plot } }, boundary];
}

/** A boundary that came back, as a form again: its corners as they were, to be looked at, moved or walked anew. */
export function boundaryAgain(body: BodyOf<typeof BoundaryMapped>, person: string, files: readonly FileRef[]): Mapping {
  const accuracyM = (body.accuracyCm ?? 0) / 100;
  const [first, last] = [body.ring[0], body.ring.at(-1)];
  const isClosed = body.ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  const ring = isClosed ? body.ring.slice(0, -1) : body.ring;
  return {
    ...{ ...emptyMapping, person, plot: body.plot, again: true, step: 'draw', because: body.because ?? '' },
    method: (['walk', 'corners', 'tap', 'point'] as const).find((method) => method === body.method) ?? 'corners',
    walk: { corners: ring.map(([lon, lat]) => ({ lon, lat, accuracyM, ms: 0 })), raw: [], gaps: body.gaps ?? 0 },
    photos: photosOf(files),
  };
}

/** A plot that came back, with its boundary where that came back too. */
export function plotAgain(body: BodyOf<typeof PlotRegistered>, plot: string, boundary: Mapping | null): Mapping {
  return {
    ...(boundary ?? emptyMapping),
    ...{ person: body.person, plot, again: false, step: 'facts', name: body.name ?? '', crop: body.crop },
    ...{ tenure: body.tenure ?? '', plantedYear: String(body.plantedYear ?? '') },
    declared: body.declaredM2 === undefined ? '' : String(body.declaredM2 / 10_000),
  };
}
