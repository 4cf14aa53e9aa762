import { hash } from 'node:crypto';
import { canonical } from '#kernel/pure/canonical.ts';
import type { FileRef } from '#kernel/pure/fact.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';

/** A fact as the log keeps it: column names of `ledger_fact`, hashes in hex, the body as canonical text. */
export interface Stored {
  readonly number: number;
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly author: string;
  readonly device: string;
  readonly seq: number;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly clock_offset: number | null;
  readonly corrects: string | null;
  readonly scope: string | null;
  readonly outcome: 'accepted' | 'flagged' | 'held' | 'rejected';
  readonly prev_hash: string | null;
  readonly commitment: string | null;
  readonly deps: readonly string[] | null;
  readonly flags: readonly Refusal[] | null;
  readonly files: readonly FileRef[] | null;
  readonly body: string;
}

/** A held fact that took effect. */
export interface Release {
  readonly number: number;
  readonly fact: string;
  readonly released_ms: number;
  readonly scope: string | null;
  readonly outcome: 'accepted' | 'flagged' | 'rejected';
  readonly flags: readonly Refusal[] | null;
}

/** What stands before the first record of a programme. */
export const genesis = '0'.repeat(64);

/** Hash of a record: the one before, the record's canonical text, its body text, joined by line feeds. Hex. */
export function recordHash(previous: string, record: Stored | Release): string {
  if ('body' in record) return sha256(`${previous}\n${factText(record)}\n${record.body}`);
  return sha256(`${previous}\n${canonical(record)}\n`);
}

/** `canonical` of a stored fact without its body, written out: its columns are known, and every fact passes here. */
function factText(r: Stored): string {
  return `{"at_ms":${r.at_ms},"author":${text(r.author)},"clock_offset":${r.clock_offset},"commitment":${text(r.commitment)},"corrects":${text(r.corrects)},"deps":${r.deps === null ? 'null' : canonical(r.deps)},"device":${text(r.device)},"files":${r.files === null ? 'null' : canonical(r.files)},"flags":${r.flags === null ? 'null' : canonical(r.flags)},"id":${text(r.id)},"kind":${JSON.stringify(r.kind)},"number":${r.number},"outcome":${text(r.outcome)},"prev_hash":${text(r.prev_hash)},"received_ms":${r.received_ms},"scope":${text(r.scope)},"seq":${r.seq},"version":${r.version}}`;
}

/** Ids, hashes and outcomes: nothing in them to escape. */
function text(plain: string | null): string {
  return plain === null ? 'null' : `"${plain}"`;
}

/** Commitment to the personal part: with the salt gone nobody can test a guess against it. */
export function commitment(salt: string, personalText: string): string {
  return sha256(`${salt}\n${personalText}`);
}

export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}
