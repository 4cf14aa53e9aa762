import type { Refusal } from '#kernel/pure/refusal.ts';

/** One fact as the question `ledger.fact` shows it. */
export interface FactShown {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly number: number;
  readonly author: string;
  readonly author_name: string | null;
  readonly device: string;
  readonly seq: number;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly clock_offset: number | null;
  readonly outcome: string;
  readonly flags: readonly Refusal[] | null;
  readonly scope: string | null;
  readonly scope_name: string | null;
  readonly hash: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, unknown>> | null;
  readonly files: readonly unknown[] | null;
  readonly corrects: string | null;
  readonly released: number | null;
  readonly voided_by: string | null;
  readonly erased: boolean;
  readonly entries: readonly Moved[];
}

export interface Moved {
  readonly id: string;
  readonly day: string;
  readonly memo: string;
  readonly reversal: boolean;
  readonly lines: readonly { readonly account: string; readonly unit: string; readonly amount: number }[];
}

/** What a fact is called in a list: a name or a code that stands in its body. */
export function callOf(fact: FactShown): string | null {
  const body = { ...fact.body, ...fact.personal } as Readonly<Record<string, unknown>>;
  const text = (field: string) => (typeof body[field] === 'string' ? (body[field] as string) : null);
  const family = text('familyNames');
  if (family) return [family, text('givenNames')].filter(Boolean).join(', ');
  return text('names') ?? text('name') ?? text('title') ?? text('code');
}
