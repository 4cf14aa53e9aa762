import { type Refusal, refuse } from '#kernel/pure/refusal.ts';

/** Addresses are compared without case: phones put a capital in front. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Shape of an organisation's RUC: 11 digits with prefix 10, 15, 16, 17 or 20 (domain 10.2). */
export function doubtsOfRuc(ruc: string | undefined): Refusal[] {
  if (ruc === undefined || /^(10|15|16|17|20)\d{9}$/.test(ruc)) return [];
  return [refuse('partners.ruc-shape', {}, 'body.ruc')];
}
