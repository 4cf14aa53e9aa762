/**
 * One text for one value: keys sorted by code unit, no spaces, undefined left out. What is hashed and stored is this text,
 * so that a chain can be verified by any tool with JSON and SHA-256.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('not a JSON number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((v) => canonical(v === undefined ? null : v)).join(',')}]`;
  if (typeof value === 'object') {
    const object = value as Record<string, unknown>;
    let out = '';
    for (const key of sortedKeys(object)) {
      const v = object[key];
      if (v === undefined) continue;
      out += `${out ? ',' : ''}${JSON.stringify(key)}:${canonical(v)}`;
    }
    return `{${out}}`;
  }
  throw new TypeError(`no JSON for ${typeof value}`);
}

/** Keys in order; most objects come with few keys, nearly sorted already: put in place by hand, which makes nothing. */
function sortedKeys(object: Record<string, unknown>): string[] {
  const keys = Object.keys(object);
  if (keys.length > 24) return keys.sort();
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i] as string;
    let at = i;
    for (; at > 0 && (keys[at - 1] as string) > key; at -= 1) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}
