/** Gives every element of a list a key of its own, also where names repeat. */
export function keyed<T>(
  list: readonly T[],
  nameOf: (one: T) => string,
): readonly { readonly key: string; readonly one: T }[] {
  const seen = new Map<string, number>();
  return list.map((one) => {
    const name = nameOf(one);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return { key: times === 1 ? name : `${name} ${times}`, one };
  });
}

/** Keys for things that only fill a place while others are on their way. */
export const places = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `place ${i}`);
