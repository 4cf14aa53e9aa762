import { useEffect, useState } from 'react';
import type { MapOutline } from '#kernel/office/mapShapes.ts';

type Polygons = MapOutline['polygons'];
let loaded: Promise<readonly MapOutline[]> | null = null;

/** The districts of the programme's four departments, loaded with the first map. */
function loadOutlines(): Promise<readonly MapOutline[]> {
  loaded ??= Promise.all([import('../geography/outlines.json'), import('../geography/outlineNames.json')]).then(
    ([shapes, names]) => {
      const named = names.default as Readonly<Record<string, readonly string[]>>;
      return Object.entries(shapes.default as unknown as Readonly<Record<string, Polygons>>).map(
        ([code, polygons]) => ({
          code,
          name: named[code]?.[0] ?? code,
          within: named[code]?.[1] ?? '',
          polygons,
        }),
      );
    },
  );
  return loaded;
}

const none: readonly MapOutline[] = [];

/** Ground for a map; empty until it is there, and a map without it still shows its plots. */
export function useOutlines(): readonly MapOutline[] {
  const [outlines, set] = useState(none);
  useEffect(() => {
    let here = true;
    loadOutlines().then(
      (all) => here && set(all),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  return outlines;
}
