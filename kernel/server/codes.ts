import { randomBytes } from 'node:crypto';

// Crockford's base 32: nothing that is misread or misheard.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code by chance, to be read out, typed or scanned. */
export function newCode(length: number): string {
  return [...randomBytes(length)].map((byte) => letters[byte % 32]).join('');
}

/** As it is shown: in groups of four. */
export const inFours = (code: string): string => (code.match(/.{4}/g) ?? []).join('-');

/** What somebody typed, as the code was made: o is 0, i and l are 1, and whatever stands between does not count. */
export function spelled(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
}
