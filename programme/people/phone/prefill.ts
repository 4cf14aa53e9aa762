import type { Prefill, Registering } from './registering.ts';

/** Kept beside the drafts: places and a promoter's record, nobody's data. */
const key = (staff: string): string => `minka.people.last.${staff}`;

/** Where she registered last; nothing on a new phone. */
export function lastPlace(staff: string): Partial<Prefill> {
  try {
    const kept = JSON.parse(localStorage.getItem(key(staff)) ?? '{}') as Record<string, unknown>;
    const named = ['zone', 'district', 'community', 'promoter', 'language'] as const;
    return Object.fromEntries(named.flatMap((name) => (typeof kept[name] === 'string' ? [[name, kept[name]]] : [])));
  } catch {
    return {};
  }
}

export function keepPlace(staff: string, form: Registering): void {
  const { zone, district, community, promoter, language } = form;
  try {
    localStorage.setItem(key(staff), JSON.stringify({ zone, district, community, promoter, language }));
  } catch {
    // A phone without room for this asks again, which costs two taps.
  }
}
