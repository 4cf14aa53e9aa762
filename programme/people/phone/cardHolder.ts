import { base32, cardCode, humanCode, readCode } from '#kernel/pure/signedCode.ts';
import type { Found, PersonDoc } from './people.ts';

/** Who a scanned or typed text leads to, among the people of this phone. */
export type Holder =
  | { readonly kind: 'known'; readonly person: Found }
  /**
   * A card of the programme whose holder is not of this phone: a visiting producer. What is recorded of her is taken as
   * it is; the server knows her, or keeps it until her registration has arrived.
   */
  | { readonly kind: 'visitor'; readonly id: string; readonly code: string }
  /** More than one may be meant; or nobody. */
  | { readonly kind: 'search'; readonly people: readonly Found[] };

/** In the order of the field rules: card, large code, then name, DNI or mobile phone as a search. */
export function holderOf(text: string, people: readonly Found[], merged: ReadonlyMap<string, string>): Holder {
  const read = readCode(text);
  if (read.kind === 'card') {
    const id = merged.get(read.id) ?? read.id;
    const person = people.find((p) => p.id === id);
    return person ? { kind: 'known', person } : { kind: 'visitor', id, code: humanCode(id) };
  }
  if (read.kind === 'human') return oneOrMore(people.filter((p) => humanCode(p.id) === read.code));
  const digits = text.replace(/\D/g, '');
  if (digits.length < 8) return { kind: 'search', people: [] };
  // A new card prints the check digit behind the eight.
  const document = digits.length === 9 && text.includes('-') ? digits.slice(0, 8) : digits;
  const same = people.filter(
    ({ body }) => body.documentNumber === document || digitsOfPhone(body.phone) === digits.slice(-9),
  );
  return oneOrMore(same);
}

const oneOrMore = (people: readonly Found[]): Holder =>
  people.length === 1 && people[0] ? { kind: 'known', person: people[0] } : { kind: 'search', people };

/** The nine digits of a mobile phone, whatever stands before and between them; empty when there are fewer. */
export function digitsOfPhone(phone: string | null): string {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length >= 9 ? digits.slice(-9) : '';
}

/** What her card's QR code says. */
export function codeOfCard(id: string, body: Pick<PersonDoc, 'mark'>): string {
  const bytes = body.mark?.match(/../g)?.map((pair) => Number.parseInt(pair, 16));
  return cardCode(id, bytes ? base32(Uint8Array.from(bytes)) : null);
}
